// What a file brings, laid over what is there. Nothing that is there is lost, and reading the same
// file twice changes nothing.
#pragma once

#include "features/saved/list.hpp"

namespace stadtkern::saved {

struct Merged {
  List list;
  std::vector<std::string> changed;  // ids of entries that are not what they were
  std::size_t added = 0;
};

// Entries that are new come after those that are there. A note joins the note that is there unless
// it stands in it already; lines of an order are added where the same thing is not yet wanted.
Merged merge(List list, const List& brought);

// What became of a file, for the person who chose it.
struct Report {
  enum class Kind { none, merged, wrong, newer, too_large, too_many };
  Kind kind = Kind::none;
  std::size_t added = 0;
  std::size_t there = 0;    // already
  std::size_t unknown = 0;  // of both, those which this town does not have
  std::string where = {};   // the field at fault
};

// Why a file was not taken.
Report refusal(const Error& error);

}  // namespace stadtkern::saved
