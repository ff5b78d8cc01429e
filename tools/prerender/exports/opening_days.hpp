// Opening hours as programs elsewhere want them: days and times of the wall clock.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "hours/hours.hpp"

namespace stadtkern::prerender {

// One time of a day. A time that ends in the night belongs to the day on which it began, and then
// closes earlier than it opens; a whole day is 00:00 to 23:59 (schema.org).
struct OpenTime {
  std::string opens;   // "08:00"
  std::string closes;  // "18:00"
  bool operator==(const OpenTime&) const = default;
};
using OpenDay = std::vector<OpenTime>;  // empty: closed

// The certain times of one day; what is only perhaps open, as by appointment, is none.
OpenDay open_day(const hours::Rules& rules, hours::Day day, const hours::Context& context);

// Monday to Sunday as in most weeks of the year, holidays left out; nothing where seasons differ.
std::optional<std::array<OpenDay, 7>> usual_days(const hours::Rules& rules, hours::Context context);

std::string iso_date(hours::Day day);  // "2026-11-22"

}  // namespace stadtkern::prerender
