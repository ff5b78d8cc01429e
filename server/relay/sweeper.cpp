#include "relay/sweeper.hpp"

#include <future>

#include "relay/rules.hpp"

namespace stadtkern::relay {

Sweeper::Sweeper(Store& store, std::function<std::int64_t()> now_s, std::chrono::milliseconds every)
    : store_(store), now_s_(std::move(now_s)), every_(every), thread_([this] { run(); }) {}

Sweeper::~Sweeper() {
  {
    const std::lock_guard lock(guard_);
    closing_ = true;
  }
  closed_.notify_all();
  thread_.join();
}

void Sweeper::run() {
  std::unique_lock lock(guard_);
  while (!closing_) {
    lock.unlock();
    sweep();
    lock.lock();
    closed_.wait_for(lock, every_, [this] { return closing_; });
  }
}

// A portion follows the last one, so that what people send meanwhile comes between.
void Sweeper::sweep() {
  for (bool more = true; more;) {
    std::promise<bool> unfinished;
    auto answer = unfinished.get_future();
    store_.write([now_s = now_s_()](Books& books) { return expire(books, now_s); },
                 [&](const Outcome& outcome) { unfinished.set_value(outcome.more); });
    more = answer.get();
  }
}

}  // namespace stadtkern::relay
