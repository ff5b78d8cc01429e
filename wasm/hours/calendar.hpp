// The proleptic Gregorian calendar in whole days: civil dates, weekdays, ISO weeks, Easter.
// Knows no time of day and no zone.
#pragma once

#include <cstdint>

namespace stadtkern::hours {

// Days since 1970-01-01 of a civil calendar.
using Day = std::int32_t;

struct Civil {
  int year = 1970;
  int month = 1;  // 1-12
  int day = 1;    // 1-31
};

// By value: the compiler for the browser keeps the references of std::min in memory.
constexpr int lesser(int a, int b) {
  return a < b ? a : b;
}
constexpr int greater(int a, int b) {
  return a > b ? a : b;
}

// Rounds towards minus infinity. Requires: divisor > 0.
template <class Number>
constexpr Number floor_divide(Number dividend, Number divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

// The day of a civil date; days past the end of the month run on into the next one.
// Requires: 1 <= month <= 12.
constexpr Day day_of(int year, int month, int day) {
  const int shifted = month > 2 ? year : year - 1;
  const int era = floor_divide(shifted, 400);
  const int year_of_era = shifted - era * 400;
  const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

constexpr Civil civil_of(Day day) {
  const int shifted = day + 719468;
  const int era = floor_divide(shifted, 146097);
  const int day_of_era = shifted - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_index = (5 * day_of_year + 2) / 153;
  const int month = month_index < 10 ? month_index + 3 : month_index - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * month_index + 2) / 5 + 1};
}

// 0 is Monday, 6 is Sunday (ISO 8601 minus one). Requires: a day after the year -17000.
constexpr int weekday_of(Day day) {
  return (day + 3 + 7'000'000) % 7;
}

constexpr bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return 30 + (month + month / 8) % 2;
}

// The ISO 8601 week, 1-53: a week belongs to the year that holds its Thursday.
constexpr int iso_week(Day day) {
  const Day thursday = day - weekday_of(day) + 3;
  return (thursday - day_of(civil_of(thursday).year, 1, 1)) / 7 + 1;
}

// Easter Sunday of the Gregorian computus (the anonymous algorithm of 1876). Requires: year > 0.
constexpr Day easter_of(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int rest = year % 100;
  const int correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
  const int shift = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
  const int late = (golden + 11 * epact + 22 * shift) / 451;
  const int sum = epact + shift - 7 * late + 114;
  return day_of(year, sum / 31, sum % 31 + 1);
}

}  // namespace stadtkern::hours
