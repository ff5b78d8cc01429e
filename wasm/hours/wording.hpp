// The words of the three languages, and moments in them.
#pragma once

#include <string>

#include "hours/evaluate.hpp"
#include "hours/week.hpp"

namespace stadtkern::hours {

// What ends by then belongs to the evening before.
inline constexpr int k_night_end = 6 * 60;

// A local day and minute; an end at midnight is 24:00 of the day before.
struct Moment {
  Day day;
  int minute;
};

Moment moment_of(Instant instant, bool is_end);

// What is asked without a last "|| comment", which says what holds at all other times.
Asked usual_hours(const Rules& rules, const Context& context);

// That comment, "" where there is none.
std::string_view otherwise(const Asked& usual);

std::string_view weekday_name(int weekday, Language language);

// "9", "9:30" in German, the first of two times that share one "Uhr"; "9:00" in English.
void add_clock(std::string& text, int minute, Language language);

// "9 Uhr", "9:30 Uhr" in German, "9:00" in English.
void add_time(std::string& text, int minute, Language language);

// "3. April", with the year where it is another one than that of `today`.
void add_date(std::string& text, Day day, Day today, Language language);

}  // namespace stadtkern::hours
