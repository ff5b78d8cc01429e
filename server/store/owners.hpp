// Owners of records: who may say which fields, and what an edit does (PROTOCOL.md, "Owners"). Pure:
// the journals only carry it out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "wire/owner.hpp"

namespace stadtkern::store {

struct RecordName {
  std::string collection;
  std::string id;
  auto operator<=>(const RecordName&) const = default;
};

// What may be said: names of fields with their forms.
using Forms = std::map<std::string, std::string, std::less<>>;

struct Invitation {
  std::string secret;  // its SHA-256
  RecordName record;
  Forms forms;
  std::int64_t expires_s = 0;
  std::string used_by;  // the name of a key, "" while it is open
};

struct OwnerName {
  RecordName record;
  std::string key;  // its thumbprint
  auto operator<=>(const OwnerName&) const = default;
};

struct Owner {
  OwnerName name;
  Forms forms;
  std::int64_t since_s = 0;
  std::int64_t number = 0;    // of its last edit
  std::string digest;         // of that edit
  std::int64_t sequence = 0;  // its answer
};

// A record with owners, or with fields that owners said.
struct Owned {
  RecordName record;
  std::vector<Owner> owners;
  std::vector<std::string> kept;
};

struct Joining {
  OwnerName owner;
  std::string secret;  // the invitation's SHA-256
  std::int64_t now_s = 0;
};
enum class JoinRefusal { unknown, used, failed };
using JoinOutcome = std::variant<Forms, JoinRefusal>;

// The owner that joins, or why not. A key that joined before with this invitation joins again.
std::variant<Owner, JoinRefusal> plan_join(const Joining& joining,
                                           const std::optional<Invitation>& invitation,
                                           const std::optional<Owner>& known);

struct Editing {
  OwnerName owner;
  wire::OwnerEdit edit;
  std::string digest;  // of the request's bytes
};
struct EditRefusal {
  enum class Why { not_owner, no_record, number, conflict, invalid, failed };
  Why why;
  std::string field;
  std::string expected;
  std::int64_t number = 0;  // the last one used
  wire::Fields present;     // how the fields in conflict are
};
struct Edited {
  std::string epoch;
  std::int64_t sequence = 0;
};
using EditOutcome = std::variant<Edited, EditRefusal>;

struct EditPlan {
  bool again = false;   // the last edit once more: nothing is to be done
  wire::Fields fields;  // the record as it becomes
};
// `fields` is the record as it is, null where there is none.
std::variant<EditPlan, EditRefusal> plan_edit(const Editing& editing,
                                              const std::optional<Owner>& owner,
                                              const wire::Fields* fields);

}  // namespace stadtkern::store
