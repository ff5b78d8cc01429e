#include "relay/sqlite/copy.hpp"

#include "relay/sqlite/books.hpp"
#include "relay/sqlite/tables.hpp"
#include "sqlite/copy.hpp"

namespace stadtkern::relay {
namespace {

using sqlite::Broken;
using sqlite::Database;
using sqlite::Statement;

constexpr const char* k_take_over = R"(
INSERT INTO main.meta SELECT * FROM other.meta;
INSERT INTO main.inboxes SELECT * FROM other.inboxes;
INSERT INTO main.devices SELECT * FROM other.devices;
INSERT INTO main.invitations SELECT * FROM other.invitations;
INSERT INTO main.lists SELECT * FROM other.lists;
)";

constexpr const char* k_make_room = R"(
CREATE TEMP TABLE gone AS SELECT inbox, name FROM main.devices WHERE revoked;
DELETE FROM main.meta;
DELETE FROM main.inboxes;
DELETE FROM main.devices;
DELETE FROM main.invitations;
DELETE FROM main.lists;
)";

constexpr const char* k_finish = R"(
UPDATE main.devices SET revoked = 1 WHERE (inbox, name) IN (SELECT inbox, name FROM gone);
UPDATE main.meta SET value = lower(hex(randomblob(8))) WHERE name = 'epoch';
)";

void attach(Database& database, const std::string& file) {
  Statement attaching(database, "ATTACH ? AS other");
  attaching.bind(1, file).run();
}

void check_register(const std::string& file) {
  Database database(file, Database::Access::read);
  sqlite::check_whole(database, k_relay_table_version, "register of the relay");
}

void write_register(const std::string& relay_file, const std::string& file) {
  Database copy(file, Database::Access::create);
  attach(copy, relay_file);
  copy.run("BEGIN");
  copy.run(k_register_tables);
  copy.run(k_take_over);
  copy.run("PRAGMA user_version=1");
  copy.run("COMMIT");
}

}  // namespace

Result<void> back_up_register(const std::string& relay_file, const std::string& file) {
  return sqlite::make_whole(file, [&](const std::string& unfinished) {
    write_register(relay_file, unfinished);
    check_register(unfinished);
  });
}

Result<void> restore_register(const std::string& file, const std::string& relay_file) {
  try {
    check_register(file);
    SqliteBooks books(relay_file, Database::Access::create);
    books.prepare();
    Database& target = books.database();
    attach(target, file);
    target.run("BEGIN IMMEDIATE");
    target.run(k_make_room);
    target.run(k_take_over);
    target.run(k_finish);
    target.run("COMMIT");
  } catch (const Broken& broken) {
    return Error{Code::invalid, "", broken.what()};
  }
  return {};
}

}  // namespace stadtkern::relay
