// The tables of the journal on one connection. Belongs to one thread at a time; throws
// sqlite::Broken.
//
// Stored: meta(epoch, head, floor, edition); collections; records, as they are now; journal, one
// row per sequence with the fields before and after; invitations, owners and the fields that owners
// said. Fields are CBOR maps of texts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sqlite/database.hpp"
#include "store/plan.hpp"

namespace stadtkern::store {

inline constexpr int k_table_version = 1;  // stored as PRAGMA user_version

class Ledger {
 public:
  Ledger(const std::string& path, sqlite::Database::Access access);

  // Makes the tables where there are none. Requires: Access::create.
  void prepare();
  // The same in a file of which nothing need survive yet: the disk is not waited for.
  void prepare_without_waiting();

  void begin();  // of a transaction that writes
  void commit();
  void roll_back();

  // All or nothing within the open transaction.
  PublishOutcome apply(wire::Publish& publish);
  EditOutcome apply(const Editing& editing);
  JoinOutcome apply(const Joining& joining);
  bool invite(const Invitation& invitation);
  bool revoke(const OwnerName& owner);
  bool release(const RecordName& record);
  std::vector<Owned> owned();
  void forget_before(std::int64_t sequence);

  Position position();
  ChangesOutcome changes(std::string_view epoch, std::int64_t since, std::size_t bytes_max);
  void read(const Reading& reading);
  // Changes when another connection wrote to the file.
  std::int64_t data_version();

  std::optional<Owner> owner(const OwnerName& name);  // nothing where the key may not speak

 private:
  void make_tables();
  std::int64_t meta_number(std::string_view name);
  std::string meta_text(std::string_view name);
  void set_meta(std::string_view name, std::int64_t value);
  std::optional<Held> find(const std::string& collection, const std::string& id);
  std::vector<std::string> ids_of(const std::string& collection, const std::string& source);
  void keep_schema(const wire::Publish& publish);
  void carry_out(const wire::Publish& publish, const Plan& plan);
  Keepers keepers_of(const std::string& collection);
  std::optional<Invitation> invitation(const std::string& secret);
  void keep(const Invitation& invitation);
  void keep(const Owner& owner);
  void keep_said(const RecordName& record, const wire::Sayings& fields);
  void forget_owners(const RecordName& record);
  void write_entry(const std::string& collection, std::int64_t sequence, const Entry& entry);
  sqlite::Statement& prepared(std::string_view sql);

  sqlite::Database database_;
  std::map<std::string_view, sqlite::Statement> statements_;  // by their literal text
};

}  // namespace stadtkern::store
