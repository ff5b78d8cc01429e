// What a publish does to the records that are held. Pure: the journals only carry it out.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "store/journal.hpp"

namespace stadtkern::store {

enum class Deed { created = 1, changed = 2, deleted = 3 };  // stored: do not renumber

// One record's next entry in the journal. For `changed`, `before` and `after` hold just the fields
// that differ ("" where one of them has none); for `created`, `after` holds all.
struct Entry {
  Deed deed = Deed::created;
  std::string id;
  wire::Fields before;
  wire::Fields after;
};

struct Held {
  std::string source;
  wire::Fields fields;
};

// What the plan asks the storage.
struct Shelf {
  std::function<std::optional<Held>(const std::string& id)> find;
  std::function<std::vector<std::string>(const std::string& source)> ids_of;
};

// Fields that owners said, by record; a record with owners is named even without fields.
using Keepers = std::map<std::string, std::vector<std::string>, std::less<>>;

struct Plan {
  std::vector<Entry> entries;  // deletions last; ids are unique
  std::int64_t unchanged = 0;
  std::vector<Kept> kept;
};

std::variant<Plan, Refusal> plan(const wire::Publish& publish, const Shelf& shelf);

// The same where records have owners: what they said stays, and their records are not deleted for
// being left out. Fields in `publish` that owners said become what is held.
std::variant<Plan, Refusal> plan_beside_owners(wire::Publish& publish, const Shelf& shelf,
                                               const Keepers& keepers);

// One record as an owner wants it.
Plan plan_one(const std::string& id, const wire::Fields& before, const wire::Fields& after);

// Counts what the plan does; epoch and head are the journal's to fill.
Receipt receipt_of(const Plan& plan);

}  // namespace stadtkern::store
