#include "store/sqlite/journal.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "log/line.hpp"
#include "sqlite/founding.hpp"
#include "store/sqlite/ledger.hpp"

namespace stadtkern::store {

using sqlite::Broken;
using sqlite::Database;

namespace {

// What waits to be written: what it does, and what it answers once that is durable (or is not).
struct Order {
  std::function<void(Ledger&)> carry_out;
  std::function<void(bool kept)> answer;
};

// An order whose outcome is made by `apply` and given to `answer`; `failed` where it was not kept.
template <class Outcome, class Apply, class Answer>
Order order_of(Apply apply, Answer answer, Outcome failed) {
  auto outcome = std::make_shared<Outcome>(failed);
  return {[apply = std::move(apply), outcome](Ledger& ledger) mutable { *outcome = apply(ledger); },
          [answer = std::move(answer), outcome, failed](bool kept) {
            if (answer) answer(kept ? std::move(*outcome) : failed);
          }};
}

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
  void join(Joining joining, JoinAnswer answer) override;
  void edit(Editing editing, EditAnswer answer) override;
  void recognise(OwnerName owner, Done known) override;
  void invite(Invitation invitation, Done done) override;
  void revoke(OwnerName owner, Done done) override;
  void release(RecordName record, Done done) override;
  Result<std::vector<Owned>> owned() override;
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
  void take(Order order, bool bounded = true);
  void carry_out(std::deque<Order>& orders);
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

void SqliteJournal::take(Order order, bool bounded) {
  std::unique_lock lock(guard_);
  if (bounded && (stopping_ || orders_.size() >= k_waiting_publishes_max)) {
    lock.unlock();
    return order.answer(false);
  }
  orders_.push_back(std::move(order));
  ordered_.notify_one();
}

void SqliteJournal::publish(wire::Publish publish, PublishAnswer answer) {
  take(order_of<PublishOutcome>(
      [publish = std::move(publish)](Ledger& ledger) mutable { return ledger.apply(publish); },
      std::move(answer), failed()));
}

void SqliteJournal::join(Joining joining, JoinAnswer answer) {
  take(order_of<JoinOutcome>([joining](Ledger& ledger) { return ledger.apply(joining); },
                             std::move(answer), JoinRefusal::failed));
}

void SqliteJournal::edit(Editing editing, EditAnswer answer) {
  take(order_of<EditOutcome>([editing](Ledger& ledger) { return ledger.apply(editing); },
                             std::move(answer),
                             EditRefusal{EditRefusal::Why::failed, "", "", 0, {}}));
}

void SqliteJournal::recognise(OwnerName owner, Done known) {
  take(order_of<bool>([owner](Ledger& ledger) { return ledger.owner(owner).has_value(); },
                      std::move(known), false));
}

void SqliteJournal::invite(Invitation invitation, Done done) {
  take(order_of<bool>([invitation](Ledger& ledger) { return ledger.invite(invitation); },
                      std::move(done), false));
}

void SqliteJournal::revoke(OwnerName owner, Done done) {
  take(order_of<bool>([owner](Ledger& ledger) { return ledger.revoke(owner); }, std::move(done),
                      false));
}

void SqliteJournal::release(RecordName record, Done done) {
  take(order_of<bool>([record](Ledger& ledger) { return ledger.release(record); }, std::move(done),
                      false));
}

void SqliteJournal::forget_before(std::int64_t sequence) {
  take({[sequence](Ledger& ledger) { ledger.forget_before(sequence); }, [](bool) {}}, false);
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
  bool kept = true;
  try {
    carry_out(orders);
    move_to(writing_.position());
  } catch (const Broken& broken) {
    writing_.roll_back();
    log::Line(log::Level::error, "publish_not_kept").text("reason", broken.what());
    kept = false;
  }
  for (const Order& order : orders) order.answer(kept);
}

// One transaction for all; what is refused leaves no trace in it.
void SqliteJournal::carry_out(std::deque<Order>& orders) {
  writing_.begin();
  for (const Order& order : orders) order.carry_out(writing_);
  writing_.commit();
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

Result<std::vector<Owned>> SqliteJournal::owned() {
  try {
    auto reader = take_reader();
    auto owned = reader->owned();
    give_back(std::move(reader));
    return owned;
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
