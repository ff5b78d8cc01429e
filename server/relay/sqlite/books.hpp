// Books in the tables of one SQLite connection. Belongs to one thread at a time; throws
// sqlite::Broken.
//
// Stored: meta(epoch); inboxes, devices, invitations, lists; counts, one row per inbox; threads;
// messages with their sealed bytes; deliveries, one small row per message and inbox. Keys are
// "X.Y", both coordinates as they were sent.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "relay/books.hpp"
#include "sqlite/database.hpp"

namespace stadtkern::relay {

inline constexpr int k_relay_table_version = 1;  // stored as PRAGMA user_version

class SqliteBooks final : public Books {
 public:
  SqliteBooks(const std::string& path, sqlite::Database::Access access);

  // Makes the tables where there are none. Requires: Access::create.
  void prepare();
  // The same in a file of which nothing need survive yet: the disk is not waited for.
  void prepare_without_waiting();
  void begin();  // of a transaction that writes
  void commit();
  void roll_back();
  // Moves the log into the file and cuts it to nothing; false where a reader is in the way.
  bool truncate_log();
  sqlite::Database& database() { return database_; }

  std::string epoch() override;
  std::optional<Thread> thread(std::string_view id) override;
  void keep(const Thread& thread) override;
  std::int64_t threads() override;
  std::vector<std::string> threads_expired(std::int64_t now_s, std::size_t max) override;
  void remove_thread(std::string_view id) override;
  std::optional<Message> message(std::string_view thread, std::string_view id) override;
  void keep(const Message& message) override;
  std::int64_t messages(std::string_view thread, std::string_view sender) override;
  void remove_messages(std::string_view thread) override;
  void read_answers(std::string_view thread, std::int64_t since, const ReadMessage& read) override;
  std::int64_t deliver(std::string_view inbox, std::string_view thread,
                       std::string_view message) override;
  std::optional<Delivery> delivery(std::string_view thread, std::string_view message,
                                   std::string_view inbox) override;
  std::vector<Delivery> deliveries(std::string_view thread) override;
  bool reached(std::string_view thread, std::string_view inbox) override;
  void mark_opened(const Delivery& delivery) override;
  std::int64_t mark_withdrawn(const Delivery& delivery) override;
  void read_deliveries(std::string_view inbox, std::int64_t since,
                       const ReadDelivery& read) override;
  std::optional<Inbox> inbox(std::string_view id) override;
  std::vector<Inbox> inboxes() override;
  void keep(const Inbox& inbox) override;
  Counts counts(std::string_view inbox) override;
  std::optional<Counts> room(std::string_view inbox) override;
  void remove_inbox(std::string_view id) override;
  std::optional<Device> device(std::string_view inbox, std::string_view name) override;
  std::vector<Device> devices(std::string_view inbox) override;
  void keep(const Device& device) override;
  std::optional<Invitation> invitation(std::string_view secret) override;
  void keep(const Invitation& invitation) override;
  void remove_invitations(std::int64_t expired_before_s) override;
  std::optional<std::string> list(std::string_view name) override;
  void keep_list(std::string_view name, std::string_view text) override;

 private:
  void make_tables();
  struct Kept {
    std::string thread;
    std::string id;
    std::int64_t no = 0;
  };
  void count_thread(std::int64_t change);
  std::pair<std::int64_t, std::int64_t> next_number(std::string_view inbox,
                                                    std::int64_t held_change);
  std::int64_t place_of(std::string_view thread, std::string_view message);
  sqlite::Statement& prepared(std::string_view sql);

  sqlite::Database database_;
  Kept last_kept_;  // in this transaction: its deliveries follow
  std::map<std::string_view, sqlite::Statement> statements_;  // by their literal text
};

}  // namespace stadtkern::relay
