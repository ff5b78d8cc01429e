#include "relay/memory/store.hpp"

#include <mutex>

#include "relay/memory/books.hpp"

namespace stadtkern::relay {
namespace {

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(std::string epoch) : books_(std::move(epoch)) {}

  void write(Order order, OrderAnswer answer) override {
    std::unique_lock lock(guard_);
    const Outcome outcome = order(books_);
    lock.unlock();
    if (answer) answer(outcome);
  }
  Result<void> read(const std::function<void(Books&)>& look) override {
    const std::lock_guard lock(guard_);
    look(books_);
    return {};
  }
  bool healthy() const override { return true; }

 private:
  std::mutex guard_;
  MemoryBooks books_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store(std::string epoch) {
  return std::make_unique<MemoryStore>(std::move(epoch));
}

}  // namespace stadtkern::relay
