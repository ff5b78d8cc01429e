#include "sqlite/copy.hpp"

#include <filesystem>

#include "sqlite/file.hpp"

namespace stadtkern::sqlite {
namespace {

constexpr int k_busy_pause_ms = 50;
constexpr int k_busy_tries = 200;

}  // namespace

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

void check_whole(Database& database, int version, const char* what) {
  Statement stored(database, "PRAGMA user_version");
  if (!stored.step() || stored.number(0) != version) {
    throw Broken(std::string("not a ") + what);
  }
  Statement check(database, "PRAGMA integrity_check");
  if (!check.step() || check.text(0) != "ok") throw Broken("damaged");
  Statement epoch(database, "SELECT value FROM meta WHERE name = 'epoch'");
  if (!epoch.step()) throw Broken(std::string("not a ") + what);
}

Result<void> make_whole(const std::string& file,
                        const std::function<void(const std::string&)>& make) {
  const std::string unfinished = file + ".unfinished";
  try {
    forget_file(unfinished);
    make(unfinished);
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

}  // namespace stadtkern::sqlite
