// Choices that narrow a list, as links: each has an address of its own, and the one in force is
// marked.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Chip {
  Text name = {};
  std::string_view url = {};
  std::int64_t count = -1;  // entries behind it; -1 shows none
  bool chosen = false;
  std::string_view action = {};  // of a button in its place, which `pressed` reports
  bool counted_here = false;     // only the device knows the count, which is a slot then
};

struct ChipGroup {
  std::string_view id = {};  // unique in the page
  Text heading = {};
  std::span<const Chip> chips = {};
  std::size_t shown = 8;  // the others stand behind "more"
  Html more = {};         // another way to choose, beside them
};

// Requires: at least one chip.
Html chips(Language language, const ChipGroup& group);

}  // namespace stadtkern::views
