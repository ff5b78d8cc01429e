// Local time of Europe/Berlin with the rule of the European Union (Directive 2000/84/EC: summer
// time from the last Sunday of March to the last Sunday of October, each at 01:00 UTC), in force
// since 1996 and here for every year.
#pragma once

#include "base/instant.hpp"
#include "hours/calendar.hpp"

namespace stadtkern::hours {

inline constexpr int k_day_minutes = 24 * 60;

// One local day. Minutes are counted as they pass from local midnight, so the day on which summer
// time begins has 1380 and the day on which it ends has 1500.
struct DayClock {
  Day day = 0;
  std::int64_t start_ms = 0;  // local midnight
  int change_minutes = 0;     // +60: an hour is missing, -60: an hour is doubled, 0: neither

  int length() const { return k_day_minutes - change_minutes; }

  // The minutes passed when the wall clock shows `minute` (0-1440). A time that is shown twice
  // means its first showing; a time that is skipped is moved on by the hour that is missing (RFC
  // 5545, section 3.3.5).
  int passed(int minute) const { return minute < 3 * 60 ? minute : minute - change_minutes; }

  // True where the wall clock never shows `minute` on this day.
  bool skips(int minute) const { return change_minutes > 0 && minute >= 2 * 60 && minute < 3 * 60; }

  // What the wall clock shows after `passed` minutes.
  int shown(int passed_minutes) const;

  Instant at(int passed_minutes) const { return {start_ms + passed_minutes * k_minute_ms}; }
};

DayClock clock_of(Day day);

// The local day that holds the instant.
Day local_day(Instant instant);

}  // namespace stadtkern::hours
