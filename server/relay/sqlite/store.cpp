#include "relay/sqlite/store.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "log/line.hpp"
#include "relay/sqlite/books.hpp"
#include "sqlite/founding.hpp"

namespace stadtkern::relay {

using sqlite::Broken;
using sqlite::Database;

namespace {

constexpr std::chrono::milliseconds k_scrub_pause{200};

struct Waiting {
  Order order;
  OrderAnswer answer;
};

Outcome failed() {
  Outcome outcome;
  outcome.verdict = Outcome::Verdict::failed;
  return outcome;
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::string path)
      : path_(std::move(path)), writing_(path_, Database::Access::create) {
    writing_.prepare();
    writing_.truncate_log();  // what a crash left behind
    writer_ = std::thread([this] { write_until_stopped(); });
  }
  ~SqliteStore() override;

  void write(Order order, OrderAnswer answer) override;
  Result<void> read(const std::function<void(Books&)>& look) override;
  bool healthy() const override;

 private:
  void write_until_stopped();
  std::deque<Waiting> wait_for_orders();
  void carry_out(std::deque<Waiting>& orders);
  std::vector<Outcome> commit(const std::deque<Waiting>& orders);
  void scrub();
  std::unique_ptr<SqliteBooks> take_reader();
  void give_back(std::unique_ptr<SqliteBooks> reader);

  const std::string path_;
  SqliteBooks writing_;      // the writer's
  bool must_scrub_ = false;  // the writer's: the log still holds what was erased

  mutable std::mutex guard_;
  std::condition_variable ordered_;
  std::deque<Waiting> orders_;
  bool stopping_ = false;
  bool healthy_ = true;
  std::vector<std::unique_ptr<SqliteBooks>> readers_;
  std::thread writer_;
};

SqliteStore::~SqliteStore() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  ordered_.notify_all();
  writer_.join();
}

void SqliteStore::write(Order order, OrderAnswer answer) {
  std::unique_lock lock(guard_);
  if (stopping_ || orders_.size() >= k_waiting_orders_max) {
    lock.unlock();
    if (answer) answer(failed());
    return;
  }
  orders_.push_back({std::move(order), std::move(answer)});
  ordered_.notify_one();
}

void SqliteStore::write_until_stopped() {
  for (;;) {
    auto orders = wait_for_orders();
    if (!orders.empty()) carry_out(orders);
    if (must_scrub_) scrub();
    const std::lock_guard lock(guard_);
    if (stopping_ && orders_.empty()) return;
  }
}

std::deque<Waiting> SqliteStore::wait_for_orders() {
  std::unique_lock lock(guard_);
  const auto due = [&] { return stopping_ || !orders_.empty(); };
  if (must_scrub_) {
    ordered_.wait_for(lock, k_scrub_pause, due);
  } else {
    ordered_.wait(lock, due);
  }
  std::deque<Waiting> taken;
  while (!orders_.empty() && taken.size() < k_orders_per_commit_max) {
    taken.push_back(std::move(orders_.front()));
    orders_.pop_front();
  }
  return taken;
}

void SqliteStore::carry_out(std::deque<Waiting>& orders) {
  std::vector<Outcome> outcomes;
  bool kept = true;
  try {
    outcomes = commit(orders);
  } catch (const Broken& broken) {
    writing_.roll_back();
    log::Line(log::Level::error, "relay_not_kept").text("reason", broken.what());
    outcomes.assign(orders.size(), failed());
    kept = false;
  }
  {
    const std::lock_guard lock(guard_);
    healthy_ = kept;
  }
  for (const Outcome& outcome : outcomes) must_scrub_ = must_scrub_ || outcome.erased;
  if (must_scrub_) scrub();
  for (std::size_t at = 0; at < orders.size(); ++at) {
    if (orders[at].answer) orders[at].answer(outcomes[at]);
  }
}

std::vector<Outcome> SqliteStore::commit(const std::deque<Waiting>& orders) {
  std::vector<Outcome> outcomes;
  writing_.begin();
  for (const Waiting& waiting : orders) outcomes.push_back(waiting.order(writing_));
  writing_.commit();
  return outcomes;
}

void SqliteStore::scrub() {
  must_scrub_ = !writing_.truncate_log();
}

std::unique_ptr<SqliteBooks> SqliteStore::take_reader() {
  {
    const std::lock_guard lock(guard_);
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
  }
  return std::make_unique<SqliteBooks>(path_, Database::Access::read);
}

void SqliteStore::give_back(std::unique_ptr<SqliteBooks> reader) {
  const std::lock_guard lock(guard_);
  readers_.push_back(std::move(reader));
}

Result<void> SqliteStore::read(const std::function<void(Books&)>& look) {
  try {
    auto reader = take_reader();
    {
      const sqlite::ReadTransaction transaction(reader->database());
      look(*reader);
    }
    give_back(std::move(reader));
    return {};
  } catch (const Broken& broken) {
    return Error{Code::unsupported, "", broken.what()};
  }
}

bool SqliteStore::healthy() const {
  const std::lock_guard lock(guard_);
  return healthy_;
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
  try {
    // Closing writes everything into the one file.
    sqlite::found(path, [](const std::string& file) {
      SqliteBooks(file, Database::Access::create).prepare_without_waiting();
    });
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(path));
  } catch (const Broken& broken) {
    return Error{Code::invalid, "--data", broken.what()};
  }
}

}  // namespace stadtkern::relay
