#include "iso_time.hpp"

#include <cstdio>

#include "hours/berlin.hpp"

namespace stadtkern::hours_program {

using hours::DayClock;

std::optional<Instant> instant_of(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  char sign = 'Z';
  int offset_hour = 0;
  int offset_minute = 0;
  const std::string copy(text);
  const int read = std::sscanf(copy.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%c%2d:%2d", &year, &month,
                               &day, &hour, &minute, &second, &sign, &offset_hour, &offset_minute);
  const bool has_offset = read == 9 && (sign == '+' || sign == '-');
  if (!has_offset && !(read >= 7 && sign == 'Z')) return std::nullopt;
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const int offset = (sign == '-' ? -1 : 1) * (has_offset ? offset_hour * 60 + offset_minute : 0);
  const std::int64_t minutes = hour * 60 + minute - offset;
  return Instant{hours::day_of(year, month, day) * k_day_ms + minutes * k_minute_ms +
                 second * 1000};
}

std::string iso(Instant instant) {
  const DayClock clock = hours::clock_of(hours::local_day(instant));
  const std::int64_t in_day = instant.ms - clock.start_ms;
  const int passed = static_cast<int>(in_day / k_minute_ms);
  const int shown = clock.shown(passed);
  const std::int64_t local_ms = clock.day * k_day_ms + shown * k_minute_ms + in_day % k_minute_ms;
  const int offset = static_cast<int>((local_ms - instant.ms) / k_hour_ms);
  const hours::Civil date = hours::civil_of(clock.day);
  char text[96];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d+%02d:00", date.year, date.month,
                date.day, shown / 60, shown % 60, static_cast<int>(in_day % k_minute_ms / 1000),
                offset);
  return text;
}

}  // namespace stadtkern::hours_program
