#include "relay/sqlite/books.hpp"

#include "relay/sqlite/tables.hpp"

namespace stadtkern::relay {

using sqlite::Broken;
using sqlite::Database;
using sqlite::ResetAtEnd;
using sqlite::Statement;

namespace {

// 1,000 pages of log would be moved into the file in the middle of a rush; this many are 16 MB.
constexpr const char* k_pragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864";

constexpr std::string_view k_all_threads = "threads";  // no inbox has such an id

// A log that cannot be cut at once is cut soon after: nobody waits for a reader.
constexpr int k_truncate_wait_ms = 50;
constexpr int k_busy_timeout_ms = 10'000;

std::string text_of(const wire::Point& key) {
  return key.x + "." + key.y;
}

wire::Point key_of(const std::string& text) {
  const auto stop = text.find('.');
  if (stop == std::string::npos) throw Broken("a key that cannot be read");
  return {text.substr(0, stop), text.substr(stop + 1)};
}

Delivery delivery_of(const Statement& row) {
  return {
      row.text(0),       row.number(1), row.text(2), row.text(3), static_cast<State>(row.number(4)),
      row.number(5) != 0};
}

Device device_of(const Statement& row) {
  return {row.text(0), row.text(1), key_of(row.text(2)), row.number(3) != 0};
}

}  // namespace

SqliteBooks::SqliteBooks(const std::string& path, Database::Access access)
    : database_(path, access) {}

void SqliteBooks::prepare() {
  database_.run(k_pragmas);
  make_tables();
}

void SqliteBooks::prepare_without_waiting() {
  database_.run("PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL");
  make_tables();
}

void SqliteBooks::make_tables() {
  database_.run("BEGIN IMMEDIATE");
  Statement version(database_, "PRAGMA user_version");
  version.step();
  const std::int64_t stored = version.number(0);
  version.reset();
  if (stored > k_relay_table_version) throw Broken("the database was written by a newer version");
  if (stored == 0) {
    database_.run(k_register_tables);
    database_.run(k_thread_tables);
    database_.run("INSERT INTO meta VALUES('epoch', lower(hex(randomblob(8))))");
    database_.run("PRAGMA user_version=1");
  }
  database_.run("COMMIT");
}

Statement& SqliteBooks::prepared(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  return statements_.try_emplace(sql, database_, sql).first->second;
}

void SqliteBooks::begin() {
  last_kept_ = {};
  prepared("BEGIN IMMEDIATE").run();
}

void SqliteBooks::commit() {
  prepared("COMMIT").run();
}

void SqliteBooks::roll_back() {
  sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool SqliteBooks::truncate_log() {
  sqlite3_busy_timeout(database_.handle(), k_truncate_wait_ms);
  const int outcome = sqlite3_wal_checkpoint_v2(database_.handle(), nullptr,
                                                SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(database_.handle(), k_busy_timeout_ms);
  return outcome == SQLITE_OK;
}

std::string SqliteBooks::epoch() {
  Statement& row = prepared("SELECT value FROM meta WHERE name = 'epoch'");
  const ResetAtEnd end(row);
  if (!row.step()) throw Broken("a meta value is missing");
  return row.text(0);
}

std::optional<Thread> SqliteBooks::thread(std::string_view id) {
  Statement& row =
      prepared("SELECT id, capability, expires, state, number, receipt FROM threads WHERE id = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, id).step()) return std::nullopt;
  return Thread{row.text(0),   row.text(1), row.number(2), static_cast<State>(row.number(3)),
                row.number(4), row.text(5)};
}

void SqliteBooks::keep(const Thread& thread) {
  Statement& change = prepared(
      "UPDATE threads SET capability = ?2, expires = ?3, state = ?4, number = ?5, receipt = ?6 "
      "WHERE id = ?1");
  Statement& add = prepared("INSERT INTO threads VALUES(?, ?, ?, ?, ?, ?)");
  const auto write = [&](Statement& row) {
    row.bind(1, thread.id).bind(2, thread.capability).bind(3, thread.expires_s);
    row.bind(4, static_cast<std::int64_t>(thread.state)).bind(5, thread.number);
    row.bind(6, thread.receipt).run();
  };
  write(change);
  if (sqlite3_changes(database_.handle()) > 0) return;
  write(add);
  count_thread(1);
}

// Counted where inboxes are: counting the rows would cost more with every thread.
std::int64_t SqliteBooks::threads() {
  return counts(k_all_threads).held;
}

std::vector<std::string> SqliteBooks::threads_expired(std::int64_t now_s, std::size_t max) {
  Statement& row = prepared("SELECT id FROM threads WHERE expires <= ? LIMIT ?");
  const ResetAtEnd end(row);
  row.bind(1, now_s).bind(2, static_cast<std::int64_t>(max));
  std::vector<std::string> ids;
  while (row.step()) ids.push_back(row.text(0));
  return ids;
}

void SqliteBooks::remove_thread(std::string_view id) {
  prepared(
      "UPDATE counts SET held = held - (SELECT count(*) FROM messages m JOIN deliveries d "
      "ON d.message = m.no WHERE m.thread = ?1 AND d.inbox = counts.no AND d.state = 0) "
      "WHERE no IN (SELECT d.inbox FROM messages m JOIN deliveries d ON d.message = m.no "
      "WHERE m.thread = ?1)")
      .bind(1, id)
      .run();
  prepared("DELETE FROM deliveries WHERE message IN (SELECT no FROM messages WHERE thread = ?)")
      .bind(1, id)
      .run();
  prepared("DELETE FROM messages WHERE thread = ?").bind(1, id).run();
  prepared("DELETE FROM threads WHERE id = ?").bind(1, id).run();
  if (sqlite3_changes(database_.handle()) > 0) count_thread(-1);
}

std::optional<Message> SqliteBooks::message(std::string_view thread, std::string_view id) {
  Statement& row = prepared(
      "SELECT thread, id, sender, digest, number, state FROM messages WHERE thread = ? AND id = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, thread).bind(2, id).step()) return std::nullopt;
  return Message{row.text(0), row.text(1),   row.text(2),
                 row.text(3), row.number(4), static_cast<State>(row.number(5)),
                 {}};
}

void SqliteBooks::keep(const Message& message) {
  Statement& row = prepared(
      "INSERT INTO messages(thread, id, sender, digest, number, state, sealed) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(thread, id) DO UPDATE SET "
      "digest = ?4, number = ?5, state = ?6, sealed = ?7 RETURNING no");
  const ResetAtEnd end(row);
  row.bind(1, message.thread).bind(2, message.id).bind(3, message.sender);
  row.bind(4, message.digest).bind(5, message.number);
  row.bind(6, static_cast<std::int64_t>(message.state));
  // SQLite takes a null pointer for NULL.
  static constexpr std::uint8_t k_nothing = 0;
  row.bind(7, message.sealed.empty() ? BytesView(&k_nothing, 0) : BytesView(message.sealed));
  if (!row.step()) throw Broken("a message cannot be kept");
  last_kept_ = {message.thread, message.id, row.number(0)};
}

std::int64_t SqliteBooks::messages(std::string_view thread, std::string_view sender) {
  Statement& row = prepared("SELECT count(*) FROM messages WHERE thread = ? AND sender = ?");
  const ResetAtEnd end(row);
  row.bind(1, thread).bind(2, sender).step();
  return row.number(0);
}

// What was delivered stays as an empty row, because deliveries name it by its number.
void SqliteBooks::remove_messages(std::string_view thread) {
  prepared("DELETE FROM messages WHERE thread = ? AND sender <> ''").bind(1, thread).run();
  prepared("UPDATE messages SET digest = '', state = 1, sealed = x'' WHERE thread = ?")
      .bind(1, thread)
      .run();
}

void SqliteBooks::read_answers(std::string_view thread, std::int64_t since,
                               const ReadMessage& read) {
  Statement& row = prepared(
      "SELECT thread, id, sender, digest, number, state, sealed FROM messages "
      "WHERE thread = ? AND sender <> '' AND number > ? ORDER BY number");
  const ResetAtEnd end(row);
  row.bind(1, thread).bind(2, since);
  while (row.step()) {
    const Message message{row.text(0), row.text(1),   row.text(2),
                          row.text(3), row.number(4), static_cast<State>(row.number(5)),
                          {}};
    if (!read(message, row.blob(6))) return;
  }
}

void SqliteBooks::count_thread(std::int64_t change) {
  (void)next_number(k_all_threads, change);
}

// The inbox's place in the tables, and its next number.
std::pair<std::int64_t, std::int64_t> SqliteBooks::next_number(std::string_view inbox,
                                                               std::int64_t held_change) {
  Statement& row = prepared(
      "INSERT INTO counts(inbox, number, held) VALUES(?1, 1, ?2) ON CONFLICT(inbox) "
      "DO UPDATE SET number = number + 1, held = held + ?2 RETURNING no, number");
  const ResetAtEnd end(row);
  if (!row.bind(1, inbox).bind(2, held_change).step()) throw Broken("an inbox cannot be counted");
  return {row.number(0), row.number(1)};
}

std::int64_t SqliteBooks::place_of(std::string_view thread, std::string_view message) {
  if (last_kept_.thread == thread && last_kept_.id == message) return last_kept_.no;
  Statement& row = prepared("SELECT no FROM messages WHERE thread = ? AND id = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, thread).bind(2, message).step()) throw Broken("a message is missing");
  return row.number(0);
}

std::int64_t SqliteBooks::deliver(std::string_view inbox, std::string_view thread,
                                  std::string_view message) {
  const auto [place, number] = next_number(inbox, 1);
  Statement& row = prepared("INSERT INTO deliveries VALUES(?, ?, ?, 0, 0)");
  row.bind(1, place).bind(2, number).bind(3, place_of(thread, message)).run();
  return number;
}

std::optional<Delivery> SqliteBooks::delivery(std::string_view thread, std::string_view message,
                                              std::string_view inbox) {
  Statement& row = prepared(
      "SELECT c.inbox, d.number, m.thread, m.id, d.state, d.opened FROM messages m "
      "JOIN deliveries d ON d.message = m.no JOIN counts c ON c.no = d.inbox "
      "WHERE m.thread = ? AND m.id = ? AND c.inbox = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, thread).bind(2, message).bind(3, inbox).step()) return std::nullopt;
  return delivery_of(row);
}

std::vector<Delivery> SqliteBooks::deliveries(std::string_view thread) {
  Statement& row = prepared(
      "SELECT c.inbox, d.number, m.thread, m.id, d.state, d.opened FROM messages m "
      "JOIN deliveries d ON d.message = m.no JOIN counts c ON c.no = d.inbox "
      "WHERE m.thread = ? ORDER BY m.id, c.inbox");
  const ResetAtEnd end(row);
  row.bind(1, thread);
  std::vector<Delivery> all;
  while (row.step()) all.push_back(delivery_of(row));
  return all;
}

bool SqliteBooks::reached(std::string_view thread, std::string_view inbox) {
  Statement& row = prepared(
      "SELECT 1 FROM messages m JOIN deliveries d ON d.message = m.no "
      "WHERE m.thread = ? AND d.inbox = (SELECT no FROM counts WHERE inbox = ?) LIMIT 1");
  const ResetAtEnd end(row);
  return row.bind(1, thread).bind(2, inbox).step();
}

void SqliteBooks::mark_opened(const Delivery& delivery) {
  prepared(
      "UPDATE deliveries SET opened = 1 "
      "WHERE inbox = (SELECT no FROM counts WHERE inbox = ?) AND number = ?")
      .bind(1, delivery.inbox)
      .bind(2, delivery.number)
      .run();
}

std::int64_t SqliteBooks::mark_withdrawn(const Delivery& delivery) {
  const auto [place, number] = next_number(delivery.inbox, delivery.state == State::held ? -1 : 0);
  prepared("UPDATE deliveries SET state = 1, number = ?3 WHERE inbox = ?1 AND number = ?2")
      .bind(1, place)
      .bind(2, delivery.number)
      .bind(3, number)
      .run();
  return number;
}

void SqliteBooks::read_deliveries(std::string_view inbox, std::int64_t since,
                                  const ReadDelivery& read) {
  Statement& row = prepared(
      "SELECT c.inbox, d.number, m.thread, m.id, d.state, d.opened, t.expires, m.sealed "
      "FROM counts c JOIN deliveries d ON d.inbox = c.no JOIN messages m ON m.no = d.message "
      "JOIN threads t ON t.id = m.thread "
      "WHERE c.inbox = ? AND d.number > ? ORDER BY d.number");
  const ResetAtEnd end(row);
  row.bind(1, inbox).bind(2, since);
  while (row.step()) {
    if (!read(delivery_of(row), row.number(6), row.blob(7))) return;
  }
}

std::optional<Inbox> SqliteBooks::inbox(std::string_view id) {
  Statement& row = prepared("SELECT id, signing_key, sealing_key FROM inboxes WHERE id = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, id).step()) return std::nullopt;
  return Inbox{row.text(0), key_of(row.text(1)), key_of(row.text(2))};
}

std::vector<Inbox> SqliteBooks::inboxes() {
  Statement& row = prepared("SELECT id, signing_key, sealing_key FROM inboxes ORDER BY id");
  const ResetAtEnd end(row);
  std::vector<Inbox> all;
  while (row.step()) all.push_back({row.text(0), key_of(row.text(1)), key_of(row.text(2))});
  return all;
}

void SqliteBooks::keep(const Inbox& inbox) {
  const std::string signing = text_of(inbox.signing_key);
  const std::string sealing = text_of(inbox.sealing_key);
  Statement& row = prepared("INSERT OR REPLACE INTO inboxes VALUES(?, ?, ?)");
  row.bind(1, inbox.id).bind(2, signing).bind(3, sealing).run();
}

std::optional<Counts> SqliteBooks::room(std::string_view inbox) {
  Statement& row = prepared(
      "SELECT c.number, c.held FROM inboxes i LEFT JOIN counts c ON c.inbox = i.id WHERE i.id = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, inbox).step()) return std::nullopt;
  return Counts{row.number(0), row.number(1)};
}

Counts SqliteBooks::counts(std::string_view inbox) {
  Statement& row = prepared("SELECT number, held FROM counts WHERE inbox = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, inbox).step()) return {};
  return {row.number(0), row.number(1)};
}

void SqliteBooks::remove_inbox(std::string_view id) {
  prepared("DELETE FROM inboxes WHERE id = ?").bind(1, id).run();
  prepared("DELETE FROM devices WHERE inbox = ?").bind(1, id).run();
}

std::optional<Device> SqliteBooks::device(std::string_view inbox, std::string_view name) {
  Statement& row =
      prepared("SELECT inbox, name, key, revoked FROM devices WHERE inbox = ? AND name = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, inbox).bind(2, name).step()) return std::nullopt;
  return device_of(row);
}

std::vector<Device> SqliteBooks::devices(std::string_view inbox) {
  Statement& row =
      prepared("SELECT inbox, name, key, revoked FROM devices WHERE inbox = ? ORDER BY name");
  const ResetAtEnd end(row);
  row.bind(1, inbox);
  std::vector<Device> all;
  while (row.step()) all.push_back(device_of(row));
  return all;
}

void SqliteBooks::keep(const Device& device) {
  const std::string key = text_of(device.key);
  Statement& row = prepared("INSERT OR REPLACE INTO devices VALUES(?, ?, ?, ?)");
  row.bind(1, device.inbox).bind(2, device.name).bind(3, key);
  row.bind(4, std::int64_t{device.revoked ? 1 : 0}).run();
}

std::optional<Invitation> SqliteBooks::invitation(std::string_view secret) {
  Statement& row =
      prepared("SELECT secret, inbox, expires, used FROM invitations WHERE secret = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, secret).step()) return std::nullopt;
  return Invitation{row.text(0), row.text(1), row.number(2), row.text(3)};
}

void SqliteBooks::keep(const Invitation& invitation) {
  Statement& row = prepared("INSERT OR REPLACE INTO invitations VALUES(?, ?, ?, ?)");
  row.bind(1, invitation.secret).bind(2, invitation.inbox).bind(3, invitation.expires_s);
  row.bind(4, invitation.used).run();
}

void SqliteBooks::remove_invitations(std::int64_t expired_before_s) {
  prepared("DELETE FROM invitations WHERE expires <= ?").bind(1, expired_before_s).run();
}

std::optional<std::string> SqliteBooks::list(std::string_view name) {
  Statement& row = prepared("SELECT content FROM lists WHERE name = ?");
  const ResetAtEnd end(row);
  if (!row.bind(1, name).step()) return std::nullopt;
  return row.text(0);
}

void SqliteBooks::keep_list(std::string_view name, std::string_view text) {
  prepared("INSERT OR REPLACE INTO lists VALUES(?, ?)").bind(1, name).bind(2, text).run();
}

}  // namespace stadtkern::relay
