#include "store/sqlite/copy.hpp"

#include "sqlite/copy.hpp"
#include "sqlite/file.hpp"
#include "store/epoch.hpp"
#include "store/sqlite/ledger.hpp"

namespace stadtkern::store {
namespace {

using sqlite::Broken;
using sqlite::copy_content;
using sqlite::Database;
using sqlite::forget_file;
using sqlite::Statement;

// A copy in one plain file.
void copy_checked(const std::string& from, const std::string& to) {
  Database source(from, Database::Access::read);
  Database copy(to, Database::Access::create);
  copy_content(source, copy);
  copy.run("PRAGMA journal_mode=DELETE");
  sqlite::check_whole(copy, k_table_version, "journal");
}

}  // namespace

Result<void> back_up(const std::string& journal_file, const std::string& file) {
  return sqlite::make_whole(
      file, [&](const std::string& unfinished) { copy_checked(journal_file, unfinished); });
}

Result<void> restore(const std::string& file, const std::string& journal_file) {
  const std::string prepared = journal_file + ".restoring";
  try {
    forget_file(prepared);
    copy_checked(file, prepared);
    Ledger(prepared, Database::Access::create).prepare();  // what newer versions added
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
