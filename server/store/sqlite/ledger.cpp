#include "store/sqlite/ledger.hpp"

#include <unordered_map>

#include "store/compose.hpp"
#include "store/epoch.hpp"
#include "store/sqlite/fields.hpp"

namespace stadtkern::store {

using sqlite::Broken;
using sqlite::Database;
using sqlite::ReadTransaction;
using sqlite::ResetAtEnd;
using sqlite::Statement;

namespace {

constexpr const char* k_tables = R"(
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE collections(name TEXT PRIMARY KEY, list_fields TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records(collection TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL,
  fields BLOB NOT NULL, PRIMARY KEY(collection, id)) WITHOUT ROWID;
CREATE INDEX records_by_source ON records(collection, source, id);
CREATE TABLE journal(seq INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL,
  deed INTEGER NOT NULL, before BLOB NOT NULL, after BLOB NOT NULL);
INSERT INTO meta VALUES('head', 0), ('floor', 0), ('edition', 0);
)";

// Beside the first tables: a backup made before there were owners has none of these.
constexpr const char* k_tables_of_owners = R"(
CREATE TABLE IF NOT EXISTS invitations(secret TEXT PRIMARY KEY, collection TEXT NOT NULL,
  id TEXT NOT NULL, forms BLOB NOT NULL, expires_s INTEGER NOT NULL, used_by TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owners(collection TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
  forms BLOB NOT NULL, since_s INTEGER NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL,
  seq INTEGER NOT NULL, PRIMARY KEY(collection, id, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept(collection TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL,
  PRIMARY KEY(collection, id, field)) WITHOUT ROWID;
)";

// Names of fields hold no line feed.
std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(name).append("\n");
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const auto end = text.find('\n');
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return names;
}

}  // namespace

Ledger::Ledger(const std::string& path, Database::Access access) : database_(path, access) {}

void Ledger::prepare() {
  database_.run(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864");
  make_tables();
}

void Ledger::prepare_without_waiting() {
  database_.run("PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL");
  make_tables();
}

void Ledger::make_tables() {
  database_.run("BEGIN IMMEDIATE");
  const std::int64_t version = [&] {
    Statement statement(database_, "PRAGMA user_version");
    statement.step();
    return statement.number(0);
  }();
  if (version > k_table_version) throw Broken("the database was written by a newer version");
  if (version == 0) {
    database_.run(k_tables);
    database_.run("PRAGMA user_version=1");
    Statement epoch(database_, "INSERT INTO meta VALUES('epoch', ?)");
    const std::string name = new_epoch();
    epoch.bind(1, name).run();
  }
  database_.run(k_tables_of_owners);
  database_.run("COMMIT");
}

Statement& Ledger::prepared(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  return statements_.try_emplace(sql, database_, sql).first->second;
}

void Ledger::begin() {
  prepared("BEGIN IMMEDIATE").run();
}

void Ledger::commit() {
  prepared("COMMIT").run();
}

void Ledger::roll_back() {
  sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

std::int64_t Ledger::meta_number(std::string_view name) {
  Statement& statement = prepared("SELECT value FROM meta WHERE name = ?");
  const ResetAtEnd end(statement);
  if (!statement.bind(1, name).step()) throw Broken("a meta value is missing");
  return statement.number(0);
}

std::string Ledger::meta_text(std::string_view name) {
  Statement& statement = prepared("SELECT value FROM meta WHERE name = ?");
  const ResetAtEnd end(statement);
  if (!statement.bind(1, name).step()) throw Broken("a meta value is missing");
  return statement.text(0);
}

void Ledger::set_meta(std::string_view name, std::int64_t value) {
  prepared("UPDATE meta SET value = ?2 WHERE name = ?1").bind(1, name).bind(2, value).run();
}

std::optional<Held> Ledger::find(const std::string& collection, const std::string& id) {
  Statement& statement =
      prepared("SELECT source, fields FROM records WHERE collection = ? AND id = ?");
  const ResetAtEnd end(statement);
  if (!statement.bind(1, collection).bind(2, id).step()) return std::nullopt;
  return Held{statement.text(0), decoded(statement.blob(1))};
}

std::vector<std::string> Ledger::ids_of(const std::string& collection, const std::string& source) {
  Statement& statement = prepared("SELECT id FROM records WHERE collection = ? AND source = ?");
  const ResetAtEnd end(statement);
  statement.bind(1, collection).bind(2, source);
  std::vector<std::string> ids;
  while (statement.step()) ids.push_back(statement.text(0));
  return ids;
}

PublishOutcome Ledger::apply(wire::Publish& publish) {
  const Shelf shelf{[&](const std::string& id) { return find(publish.collection, id); },
                    [&](const std::string& source) { return ids_of(publish.collection, source); }};
  const auto planned = plan_beside_owners(publish, shelf, keepers_of(publish.collection));
  if (const auto* refusal = std::get_if<Refusal>(&planned)) return *refusal;
  const Plan& made = std::get<Plan>(planned);
  database_.run("SAVEPOINT publish");
  try {
    keep_schema(publish);
    carry_out(publish, made);
  } catch (const Broken&) {
    database_.run("ROLLBACK TO publish; RELEASE publish");
    throw;
  }
  database_.run("RELEASE publish");
  Receipt receipt = receipt_of(made);
  receipt.epoch = meta_text("epoch");
  receipt.head = meta_number("head");
  return receipt;
}

void Ledger::keep_schema(const wire::Publish& publish) {
  Statement& known = prepared("SELECT list_fields FROM collections WHERE name = ?");
  std::optional<std::string> held;
  {
    const ResetAtEnd end(known);
    if (known.bind(1, publish.collection).step()) held = known.text(0);
  }
  const std::string wanted = publish.has_schema ? joined(publish.list_fields) : held.value_or("");
  if (held == wanted) return;
  prepared("INSERT OR REPLACE INTO collections VALUES(?, ?)")
      .bind(1, publish.collection)
      .bind(2, wanted)
      .run();
  set_meta("edition", meta_number("edition") + 1);
}

void Ledger::carry_out(const wire::Publish& publish, const Plan& plan) {
  std::int64_t head = meta_number("head");
  std::unordered_map<std::string_view, const wire::Fields*> fields_of;
  for (const wire::PublishedRecord& record : publish.records) {
    fields_of.emplace(record.id, &record.fields);
  }
  Statement& keep = prepared("INSERT OR REPLACE INTO records VALUES(?, ?, ?, ?)");
  Statement& remove = prepared("DELETE FROM records WHERE collection = ? AND id = ?");
  for (const Entry& entry : plan.entries) {
    write_entry(publish.collection, ++head, entry);
    if (entry.deed == Deed::deleted) {
      remove.bind(1, publish.collection).bind(2, entry.id).run();
      forget_owners({publish.collection, entry.id});
      continue;
    }
    const Bytes fields = encoded(*fields_of.at(entry.id));
    keep.bind(1, publish.collection).bind(2, entry.id).bind(3, publish.source);
    keep.bind(4, BytesView(fields)).run();
  }
  set_meta("head", head);
}

void Ledger::write_entry(const std::string& collection, std::int64_t sequence, const Entry& entry) {
  const Bytes before = encoded(entry.before);
  const Bytes after = encoded(entry.after);
  Statement& write = prepared("INSERT INTO journal VALUES(?, ?, ?, ?, ?, ?)");
  write.bind(1, sequence).bind(2, collection).bind(3, entry.id);
  write.bind(4, static_cast<std::int64_t>(entry.deed));
  write.bind(5, BytesView(before)).bind(6, BytesView(after)).run();
}

void Ledger::forget_before(std::int64_t sequence) {
  if (sequence <= meta_number("floor") || sequence > meta_number("head")) return;
  prepared("DELETE FROM journal WHERE seq <= ?").bind(1, sequence).run();
  set_meta("floor", sequence);
}

Position Ledger::position() {
  return {meta_text("epoch"), meta_number("head"), meta_number("edition")};
}

ChangesOutcome Ledger::changes(std::string_view epoch, std::int64_t since, std::size_t bytes_max) {
  const ReadTransaction transaction(database_);
  const Position at = position();
  if (epoch != at.epoch) return Gone::epoch;
  if (since < meta_number("floor") || since > at.head) return Gone::since;
  wire::Changes changes{at.epoch, since, since, false, {}};
  Composer composer(bytes_max);
  Statement& rows =
      prepared("SELECT seq, collection, id, deed, before, after FROM journal WHERE seq > ?");
  const ResetAtEnd end(rows);
  rows.bind(1, since);
  while (rows.step()) {
    Entry entry{static_cast<Deed>(rows.number(3)), rows.text(2), decoded(rows.blob(4)),
                decoded(rows.blob(5))};
    if (!composer.take(rows.text(1), rows.number(0), std::move(entry))) break;
    changes.to = rows.number(0);
  }
  changes.more = changes.to < at.head;
  changes.changes = composer.finish();
  return changes;
}

void Ledger::read(const Reading& reading) {
  const ReadTransaction transaction(database_);
  reading.begin(position());
  Statement& collections = prepared("SELECT name, list_fields FROM collections ORDER BY name");
  Statement& records = prepared("SELECT id, fields FROM records WHERE collection = ? ORDER BY id");
  const ResetAtEnd end(collections);
  while (collections.step()) {
    const std::string name = collections.text(0);
    reading.collection(name, split(collections.text(1)));
    const ResetAtEnd end_of_records(records);
    records.bind(1, name);
    while (records.step()) reading.record(records.text(0), decoded(records.blob(1)));
  }
}

std::int64_t Ledger::data_version() {
  Statement& statement = prepared("PRAGMA data_version");
  const ResetAtEnd end(statement);
  statement.step();
  return statement.number(0);
}

}  // namespace stadtkern::store
