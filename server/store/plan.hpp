// What a publish does to the records that are held. Pure: the journals only carry it out.
#pragma once

#include <functional>
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

struct Plan {
  std::vector<Entry> entries;  // deletions last; ids are unique
  std::int64_t unchanged = 0;
};

std::variant<Plan, Refusal> plan(const wire::Publish& publish, const Shelf& shelf);

// Counts what the plan does; epoch and head are the journal's to fill.
Receipt receipt_of(const Plan& plan);

}  // namespace stadtkern::store
