// The opening hours of a week, one row per day. Which day is today is a slot: only the device
// knows.
#pragma once

#include <array>
#include <optional>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct WeekTable {
  std::array<Text, 7> times = {};  // Monday first, one span per line; "" means closed
  std::optional<int> today = {};   // 0 = Monday; nothing in pre-rendered pages
};

Html week_table(Language language, const WeekTable& week);

}  // namespace stadtkern::views
