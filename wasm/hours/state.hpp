// What a place is at a moment.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "hours/holidays.hpp"

namespace stadtkern::hours {

enum class Openness : std::uint8_t { closed, open, unknown };

struct State {
  Openness openness = Openness::closed;
  bool guessed_end = false;           // unknown because an open end ("17:00+") has begun
  PublicHoliday holiday{};            // the holiday whose rule applies
  std::int8_t holiday_offset = 0;     // days after that holiday, negative: before it
  std::optional<Day> school_holiday;  // first day of the school holiday whose rule applies
  std::string_view comment;           // lives as long as the Rules it came from
  bool operator==(const State&) const = default;
};

}  // namespace stadtkern::hours
