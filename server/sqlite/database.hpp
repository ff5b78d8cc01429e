// SQLite as the stores use it: connections and prepared statements. Failures are thrown as Broken
// and never leave the stores.
#pragma once

#include <sqlite3.h>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace stadtkern::sqlite {

// What SQLite says of itself; never holds content.
class Broken : public std::runtime_error {
 public:
  explicit Broken(const std::string& what) : std::runtime_error(what) {}
};

class Database {
 public:
  enum class Access { create, write, read };
  Database(const std::string& path, Access access);

  void run(const char* sql);
  sqlite3* handle() const { return handle_.get(); }
  [[noreturn]] void fail() const;

 private:
  struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  std::unique_ptr<sqlite3, Closer> handle_;
};

// One prepared statement. Bind its parameters, step through its rows, reset.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  // Parameters from 1. Texts and blobs live until the next reset.
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, BytesView blob);
  Statement& bind(int at, std::int64_t number);

  bool step();  // true: there is a row
  void reset();
  void run();  // for statements without rows; resets

  std::string text(int column) const;
  std::int64_t number(int column) const;
  BytesView blob(int column) const;  // lives until the next step

 private:
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

// Ends the reading of a statement when the scope ends, so that no read transaction stays open.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(Statement& statement) : statement_(statement) {}
  ~ResetAtEnd() { statement_.reset(); }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  Statement& statement_;
};

// One consistent state for several reads.
class ReadTransaction {
 public:
  explicit ReadTransaction(Database& database) : database_(database) { database_.run("BEGIN"); }
  ~ReadTransaction() { sqlite3_exec(database_.handle(), "COMMIT", nullptr, nullptr, nullptr); }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  Database& database_;
};

}  // namespace stadtkern::sqlite
