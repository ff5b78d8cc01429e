#include "exports/opening_days.hpp"

#include "hours/berlin.hpp"

namespace stadtkern::prerender {
namespace {

constexpr int k_night_minutes_max = 6 * 60;  // what ends by then began the evening before

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string clock_text(int minutes) {
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

int minutes_between(Instant from, std::int64_t since_ms) {
  return static_cast<int>((from.ms - since_ms) / k_minute_ms);
}

// The part of an interval that belongs to the day, where there is one.
std::optional<OpenTime> part_in(const hours::Interval& interval, const hours::DayClock& clock,
                                const hours::DayClock& next) {
  const int begin = minutes_between(interval.from, clock.start_ms);
  int end = minutes_between(interval.to, clock.start_ms);
  if (begin >= clock.length() || end <= 0) return std::nullopt;
  // Its tail in this morning was already said of the day before.
  if (begin < 0 && end <= k_night_minutes_max) return std::nullopt;
  const bool runs_on = end > clock.length() + k_night_minutes_max;
  if (runs_on) end = clock.length();
  OpenTime time{clock_text(clock.shown(std::max(begin, 0))), ""};
  if (end < clock.length()) {
    time.closes = clock_text(clock.shown(end));
  } else if (end == clock.length()) {
    time.closes = runs_on || begin <= 0 ? "23:59" : "00:00";
  } else {
    time.closes = clock_text(next.shown(end - clock.length()));
  }
  return time;
}

}  // namespace

OpenDay open_day(const hours::Rules& rules, hours::Day day, const hours::Context& context) {
  const hours::DayClock clock = hours::clock_of(day);
  const hours::DayClock next = hours::clock_of(day + 1);
  const Instant from{hours::clock_of(day - 1).start_ms};
  const Instant to{hours::clock_of(day + 3).start_ms};
  OpenDay times;
  for (const hours::Interval& interval : hours::intervals(rules, from, to, context)) {
    if (interval.state.openness != hours::Openness::open) continue;
    if (auto time = part_in(interval, clock, next)) times.push_back(std::move(*time));
  }
  return times;
}

std::optional<std::array<OpenDay, 7>> usual_days(const hours::Rules& rules,
                                                 hours::Context context) {
  // Mondays of weeks without a change of clocks, one in each season; without a state no day of
  // theirs is a holiday.
  static constexpr hours::Day k_mondays[] = {hours::day_of(2027, 1, 18), hours::day_of(2027, 4, 12),
                                             hours::day_of(2027, 7, 12), hours::day_of(2027, 9, 13),
                                             hours::day_of(2028, 11, 6)};
  context.land = hours::Land::none;
  std::optional<std::array<OpenDay, 7>> usual;
  for (const hours::Day monday : k_mondays) {
    std::array<OpenDay, 7> week;
    for (int weekday = 0; weekday < 7; ++weekday) {
      week[static_cast<std::size_t>(weekday)] = open_day(rules, monday + weekday, context);
    }
    if (usual && *usual != week) return std::nullopt;
    usual = std::move(week);
  }
  return usual;
}

std::string iso_date(hours::Day day) {
  const hours::Civil civil = hours::civil_of(day);
  return std::to_string(civil.year) + "-" + two_digits(civil.month) + "-" + two_digits(civil.day);
}

}  // namespace stadtkern::prerender
