#include "hours/berlin.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_change_hour_utc = 1;

// Requires: month has 31 days, as March and October have.
Day last_sunday(int year, int month) {
  const Day last = day_of(year, month, 31);
  return last - (weekday_of(last) + 1) % 7;
}

std::int64_t midnight_utc_ms(Day day) {
  return day * k_day_ms;
}

}  // namespace

int DayClock::shown(int passed_minutes) const {
  if (change_minutes == 0 || passed_minutes < 2 * 60) return passed_minutes;
  if (change_minutes < 0 && passed_minutes < 3 * 60) return passed_minutes;
  return passed_minutes + change_minutes;
}

DayClock clock_of(Day day) {
  const Civil date = civil_of(day);
  DayClock clock{day, midnight_utc_ms(day) - k_hour_ms, 0};
  if (date.month < 3 || date.month > 10) return clock;
  const Day begin = last_sunday(date.year, 3);
  const Day end = last_sunday(date.year, 10);
  if (day == begin) clock.change_minutes = 60;
  if (day == end) clock.change_minutes = -60;
  if (day > begin && day <= end) clock.start_ms -= k_hour_ms;
  return clock;
}

Day local_day(Instant instant) {
  const Day utc_day = static_cast<Day>(floor_divide(instant.ms, k_day_ms));
  // Only the last hours of a UTC day can belong to the next local day.
  const std::int64_t in_day = instant.ms - midnight_utc_ms(utc_day);
  if (in_day < k_day_ms - 2 * k_hour_ms) return utc_day;
  static_assert(k_change_hour_utc < 22, "the change never falls into these hours");
  return instant.ms >= clock_of(utc_day + 1).start_ms ? utc_day + 1 : utc_day;
}

}  // namespace stadtkern::hours
