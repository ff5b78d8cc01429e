#include "store/sqlite/journal.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "log/line.hpp"
#include "sqlite/founding.hpp"
#include "store/sqlite/ledger.hpp"

namespace stadtkern::store {

using sqlite::Broken;
using sqlite::Database;

namespace {

// A publish that waits to be written, or (without an answer) an order to forget.
struct Order {
  wire::Publish publish;
  PublishAnswer answer;
  std::int64_t forget_before = 0;
};

Refusal failed() {
  return {Refusal::Why::failed, "", ""};
}

class SqliteJournal final : public Journal {
 public:
  explicit SqliteJournal(std::string path)
      : path_(std::move(path)), writing_(path_, Database::Access::create) {
    writing_.prepare();
    position_ = writing_.position();
    seen_version_ = writing_.data_version();
    writer_ = std::thread([this] { write_until_stopped(); });
  }
  ~SqliteJournal() override;

  void publish(wire::Publish publish, PublishAnswer answer) override;
  Result<ChangesOutcome> changes(std::string_view epoch, std::int64_t since,
                                 std::size_t bytes_max) override;
  Result<void> read(const Reading& reading) override;
  void forget_before(std::int64_t sequence) override;
  Position position() const override;
  bool healthy() const override;
  void on_moved(std::function<void(const Position&)> moved) override;

 private:
  void write_until_stopped();
  std::deque<Order> wait_for_orders();
  void write(std::deque<Order>& orders);
  std::vector<PublishOutcome> carry_out(std::deque<Order>& orders);
  void watch();
  void move_to(const Position& position);

  std::unique_ptr<Ledger> take_reader();
  void give_back(std::unique_ptr<Ledger> reader);

  const std::string path_;
  Ledger writing_;  // the writer's
  std::int64_t seen_version_ = 0;

  mutable std::mutex guard_;
  std::condition_variable ordered_;
  std::deque<Order> orders_;
  bool stopping_ = false;
  bool healthy_ = true;
  Position position_;
  std::function<void(const Position&)> moved_;
  std::vector<std::unique_ptr<Ledger>> readers_;
  std::thread writer_;
};

SqliteJournal::~SqliteJournal() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  ordered_.notify_all();
  writer_.join();
}

void SqliteJournal::publish(wire::Publish publish, PublishAnswer answer) {
  std::unique_lock lock(guard_);
  if (stopping_ || orders_.size() >= k_waiting_publishes_max) {
    lock.unlock();
    return answer(failed());
  }
  orders_.push_back({std::move(publish), std::move(answer), 0});
  ordered_.notify_one();
}

void SqliteJournal::forget_before(std::int64_t sequence) {
  const std::lock_guard lock(guard_);
  orders_.push_back({{}, nullptr, sequence});
  ordered_.notify_one();
}

void SqliteJournal::write_until_stopped() {
  for (;;) {
    auto orders = wait_for_orders();
    if (!orders.empty()) {
      write(orders);
      continue;
    }
    const std::lock_guard lock(guard_);
    if (stopping_ && orders_.empty()) return;
  }
}

std::deque<Order> SqliteJournal::wait_for_orders() {
  std::unique_lock lock(guard_);
  ordered_.wait_for(lock, std::chrono::milliseconds(k_watch_ms),
                    [&] { return stopping_ || !orders_.empty(); });
  std::deque<Order> taken;
  while (!orders_.empty() && taken.size() < k_publishes_per_commit_max) {
    taken.push_back(std::move(orders_.front()));
    orders_.pop_front();
  }
  lock.unlock();
  if (taken.empty()) watch();
  return taken;
}

// Another process that wrote to the file has restored a backup: nobody else may write.
void SqliteJournal::watch() {
  try {
    const std::int64_t version = writing_.data_version();
    if (version == seen_version_) return;
    seen_version_ = version;
    move_to(writing_.position());
  } catch (const Broken& broken) {
    log::Line(log::Level::error, "journal_not_readable").text("reason", broken.what());
    const std::lock_guard lock(guard_);
    healthy_ = false;
  }
}

void SqliteJournal::write(std::deque<Order>& orders) {
  std::vector<PublishOutcome> outcomes;
  try {
    outcomes = carry_out(orders);
    move_to(writing_.position());
  } catch (const Broken& broken) {
    writing_.roll_back();
    log::Line(log::Level::error, "publish_not_kept").text("reason", broken.what());
    outcomes.assign(orders.size(), failed());
  }
  for (std::size_t at = 0; at < orders.size(); ++at) {
    if (orders[at].answer) orders[at].answer(std::move(outcomes[at]));
  }
}

// One transaction for all; a publish that is refused leaves no trace in it.
std::vector<PublishOutcome> SqliteJournal::carry_out(std::deque<Order>& orders) {
  std::vector<PublishOutcome> outcomes;
  writing_.begin();
  for (const Order& order : orders) {
    if (order.answer) {
      outcomes.push_back(writing_.apply(order.publish));
    } else {
      writing_.forget_before(order.forget_before);
      outcomes.push_back(Receipt{});
    }
  }
  writing_.commit();
  return outcomes;
}

void SqliteJournal::move_to(const Position& position) {
  std::unique_lock lock(guard_);
  healthy_ = true;
  if (position_ == position) return;
  position_ = position;
  const auto moved = moved_;
  lock.unlock();
  if (moved) moved(position);
}

std::unique_ptr<Ledger> SqliteJournal::take_reader() {
  {
    const std::lock_guard lock(guard_);
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
  }
  return std::make_unique<Ledger>(path_, Database::Access::read);
}

void SqliteJournal::give_back(std::unique_ptr<Ledger> reader) {
  const std::lock_guard lock(guard_);
  readers_.push_back(std::move(reader));
}

Result<ChangesOutcome> SqliteJournal::changes(std::string_view epoch, std::int64_t since,
                                              std::size_t bytes_max) {
  try {
    auto reader = take_reader();
    ChangesOutcome outcome = reader->changes(epoch, since, bytes_max);
    give_back(std::move(reader));
    return outcome;
  } catch (const Broken& broken) {
    return Error{Code::unsupported, "", broken.what()};
  }
}

Result<void> SqliteJournal::read(const Reading& reading) {
  try {
    auto reader = take_reader();
    reader->read(reading);
    give_back(std::move(reader));
    return {};
  } catch (const Broken& broken) {
    return Error{Code::unsupported, "", broken.what()};
  }
}

Position SqliteJournal::position() const {
  const std::lock_guard lock(guard_);
  return position_;
}

bool SqliteJournal::healthy() const {
  const std::lock_guard lock(guard_);
  return healthy_;
}

void SqliteJournal::on_moved(std::function<void(const Position&)> moved) {
  const std::lock_guard lock(guard_);
  moved_ = std::move(moved);
}

}  // namespace

Result<std::unique_ptr<Journal>> open_sqlite_journal(const std::string& path) {
  try {
    // Closing writes everything into the one file.
    sqlite::found(path, [](const std::string& file) {
      Ledger(file, Database::Access::create).prepare_without_waiting();
    });
    return std::unique_ptr<Journal>(std::make_unique<SqliteJournal>(path));
  } catch (const Broken& broken) {
    return Error{Code::invalid, "--data", broken.what()};
  }
}

}  // namespace stadtkern::store
