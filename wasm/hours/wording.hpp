// The words of the three languages, and moments in them.
#pragma once

#include <string>

#include "hours/berlin.hpp"
#include "hours/week.hpp"

namespace stadtkern::hours {

// A local day and minute; an end at midnight is 24:00 of the day before.
struct Moment {
  Day day;
  int minute;
};

Moment moment_of(Instant instant, bool is_end);

// The rules without a last "|| comment", which says what holds at all other times.
struct Usual {
  Rules rules;
  std::string otherwise;  // that comment
};

Usual usual_hours(const Rules& rules);

std::string weekday_name(int weekday, Language language);

// "9 Uhr", "9:30 Uhr" in German, "9:00" in English.
std::string clock_text(int minute, Language language);

// "9" or "9:30": the first of two times in German, which share one "Uhr".
std::string bare_clock(int minute, Language language);

// "3. April", with the year where it is another one than that of `today`.
std::string date_text(Day day, Day today, Language language);

}  // namespace stadtkern::hours
