#include "sqlite/database.hpp"

namespace stadtkern::sqlite {
namespace {

constexpr int k_busy_timeout_ms = 10'000;

int flags_of(Database::Access access) {
  if (access == Database::Access::read) return SQLITE_OPEN_READONLY;
  if (access == Database::Access::write) return SQLITE_OPEN_READWRITE;
  return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

}  // namespace

Database::Database(const std::string& path, Access access) {
  sqlite3* opened = nullptr;
  const int outcome =
      sqlite3_open_v2(path.c_str(), &opened, flags_of(access) | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(opened);
  if (outcome != SQLITE_OK) throw Broken(sqlite3_errstr(outcome));
  sqlite3_busy_timeout(opened, k_busy_timeout_ms);
}

void Database::run(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::fail() const {
  throw Broken(sqlite3_errmsg(handle_.get()));
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  sqlite3_stmt* prepared = nullptr;
  const int outcome =
      sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  statement_.reset(prepared);
  if (outcome != SQLITE_OK) database.fail();
}

Statement& Statement::bind(int at, std::string_view text) {
  if (sqlite3_bind_text(statement_.get(), at, text.data(), static_cast<int>(text.size()),
                        SQLITE_STATIC) != SQLITE_OK) {
    database_.fail();
  }
  return *this;
}

Statement& Statement::bind(int at, BytesView blob) {
  if (sqlite3_bind_blob(statement_.get(), at, blob.data(), static_cast<int>(blob.size()),
                        SQLITE_STATIC) != SQLITE_OK) {
    database_.fail();
  }
  return *this;
}

Statement& Statement::bind(int at, std::int64_t number) {
  if (sqlite3_bind_int64(statement_.get(), at, number) != SQLITE_OK) database_.fail();
  return *this;
}

bool Statement::step() {
  const int outcome = sqlite3_step(statement_.get());
  if (outcome == SQLITE_ROW) return true;
  if (outcome == SQLITE_DONE) return false;
  const std::string what = sqlite3_errmsg(database_.handle());
  reset();
  throw Broken(what);
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
}

void Statement::run() {
  step();
  reset();
}

std::string Statement::text(int column) const {
  const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return start == nullptr ? std::string() : std::string(start, size);
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

BytesView Statement::blob(int column) const {
  const auto* start =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

}  // namespace stadtkern::sqlite
