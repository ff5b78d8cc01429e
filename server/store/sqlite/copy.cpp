#include "store/sqlite/copy.hpp"

#include <filesystem>

#include "store/epoch.hpp"
#include "store/sqlite/file.hpp"
#include "store/sqlite/ledger.hpp"

namespace stadtkern::store {
namespace {

constexpr int k_busy_pause_ms = 50;
constexpr int k_busy_tries = 200;

void copy_content(Database& from, Database& to) {
  sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) to.fail();
  int outcome = SQLITE_BUSY;
  for (int tries = 0; tries < k_busy_tries; ++tries) {
    outcome = sqlite3_backup_step(backup, -1);
    if (outcome != SQLITE_BUSY && outcome != SQLITE_LOCKED) break;
    sqlite3_sleep(k_busy_pause_ms);
  }
  sqlite3_backup_finish(backup);
  if (outcome != SQLITE_DONE) throw Broken(sqlite3_errstr(outcome));
}

void check_whole(Database& database) {
  Statement version(database, "PRAGMA user_version");
  if (!version.step() || version.number(0) != k_table_version) throw Broken("not a journal");
  Statement check(database, "PRAGMA integrity_check");
  if (!check.step() || check.text(0) != "ok") throw Broken("damaged");
  Statement epoch(database, "SELECT value FROM meta WHERE name = 'epoch'");
  if (!epoch.step()) throw Broken("not a journal");
}

// A copy in one plain file, not visible under its last name before it is whole.
void copy_checked(const std::string& from, const std::string& to) {
  Database source(from, Database::Access::read);
  Database copy(to, Database::Access::create);
  copy_content(source, copy);
  copy.run("PRAGMA journal_mode=DELETE");
  check_whole(copy);
}

}  // namespace

Result<void> back_up(const std::string& journal_file, const std::string& file) {
  const std::string unfinished = file + ".unfinished";
  try {
    forget_file(unfinished);
    copy_checked(journal_file, unfinished);
    sync_to_disk(unfinished);
  } catch (const Broken& broken) {
    forget_file(unfinished);
    return Error{Code::invalid, "", broken.what()};
  }
  std::error_code fault;
  std::filesystem::rename(unfinished, file, fault);
  if (fault) return Error{Code::invalid, "", fault.message()};
  return {};
}

Result<void> restore(const std::string& file, const std::string& journal_file) {
  const std::string prepared = journal_file + ".restoring";
  try {
    forget_file(prepared);
    copy_checked(file, prepared);
    Database source(prepared, Database::Access::write);
    const std::string name = new_epoch();
    Statement epoch(source, "UPDATE meta SET value = ? WHERE name = 'epoch'");
    epoch.bind(1, name).run();
    Database target(journal_file, Database::Access::create);
    target.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    copy_content(source, target);
  } catch (const Broken& broken) {
    forget_file(prepared);
    return Error{Code::invalid, "", broken.what()};
  }
  forget_file(prepared);
  return {};
}

}  // namespace stadtkern::store
