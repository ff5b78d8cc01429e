#include "features/directory/moments.hpp"

#include "hours/berlin.hpp"

namespace stadtkern::directory {
namespace {

// The number of exactly these digits, -1 where there is anything else.
int number_of(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return -1;
    number = number * 10 + (digit - '0');
  }
  return number;
}

constexpr std::size_t k_day_chars = 10;
constexpr std::size_t k_moment_chars = 16;
constexpr std::size_t k_range_chars = 2 * k_day_chars + 1;

}  // namespace

std::optional<hours::Day> day_named(std::string_view text) {
  if (text.size() != k_day_chars || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number_of(text.substr(0, 4));
  const int month = number_of(text.substr(5, 2));
  const int day = number_of(text.substr(8));
  if (year < 1990 || year > 2099 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > hours::days_in_month(year, month)) return std::nullopt;
  return hours::day_of(year, month, day);
}

std::optional<Instant> moment_named(std::string_view text) {
  if (text.size() != k_moment_chars || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto day = day_named(text.substr(0, k_day_chars));
  const int hour = number_of(text.substr(11, 2));
  const int minute = number_of(text.substr(14));
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  const hours::DayClock clock = hours::clock_of(*day);
  return clock.at(clock.passed(hour * 60 + minute));
}

std::vector<hours::DayRange> day_ranges(std::string_view text) {
  std::vector<hours::DayRange> ranges;
  while (text.size() >= k_range_chars && text[k_day_chars] == ' ') {
    const auto first = day_named(text.substr(0, k_day_chars));
    const auto last = day_named(text.substr(k_day_chars + 1, k_day_chars));
    if (!first || !last || *last < *first) break;
    if (!ranges.empty() && *first <= ranges.back().last) break;
    ranges.push_back({*first, *last});
    text.remove_prefix(k_range_chars);
    if (text.empty() || text[0] != ';') break;
    text.remove_prefix(1);
  }
  return ranges;
}

}  // namespace stadtkern::directory
