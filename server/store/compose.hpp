// Composes entries of the journal into one change per record, relative to where the reader stands.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "store/plan.hpp"

namespace stadtkern::store {

class Composer {
 public:
  explicit Composer(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // Takes the next entry, oldest first. False where the bound is reached: the entry was not taken.
  // The first entry is always taken.
  bool take(const std::string& collection, std::int64_t sequence, Entry entry);

  // The changes that lead from the state before the first entry to the state after the last one,
  // ordered by the sequence of each record's last entry. Records that came and went, and fields
  // that are again what they were, are left out.
  std::vector<wire::Change> finish();

 private:
  struct Course {
    std::int64_t sequence = 0;
    bool existed = false;  // at the start
    bool exists = false;
    bool reborn = false;  // its old fields are void
    wire::Fields before;  // of fields touched since the start or rebirth
    wire::Fields after;
  };
  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  bool any_ = false;
  std::map<std::pair<std::string, std::string>, Course> courses_;
};

}  // namespace stadtkern::store
