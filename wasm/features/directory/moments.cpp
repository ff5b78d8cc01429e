#include "features/directory/moments.hpp"

#include <algorithm>

#include "hours/berlin.hpp"
#include "search/fold.hpp"

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

// Folded words with a number behind each: of days from today on, with weekdays from Monday as 10;
// and of the hours that are meant.
constexpr std::string_view k_day_words =
    " heute:0 today:0 tonight:0 morgen:1 tomorrow:1 ubermorgen:2 montag:10 montags:10 monday:10"
    " dienstag:11 dienstags:11 tuesday:11 mittwoch:12 mittwochs:12 wednesday:12 donnerstag:13"
    " donnerstags:13 thursday:13 freitag:14 freitags:14 friday:14 samstag:15 samstags:15"
    " sonnabend:15 sonnabends:15 saturday:15 sonntag:16 sonntags:16 sunday:16 ";
constexpr std::string_view k_hour_words =
    " fruh:8 morgens:8 vormittag:10 mittag:12 mittags:12 nachmittag:15 abend:19 abends:19"
    " tonight:19 nachts:23 ";
constexpr int k_hour_of_a_day = 10;  // where only a day is named
constexpr int k_first_weekday = 10;

// The number behind the word, -1 where the list does not know it.
int number_behind(std::string_view words, std::string_view word) {
  const std::size_t at = words.find(' ' + std::string(word) + ':');
  if (at == std::string_view::npos) return -1;
  const std::size_t begin = at + word.size() + 2;
  return number_of(words.substr(begin, words.find(' ', begin) - begin));
}

void append_two(std::string& text, char before, int number) {
  text += before;
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

}  // namespace

std::string moment_meant(std::string_view query, Instant now) {
  int ahead = -1;
  int hour = -1;
  for (search::WordReader words(query); words.next();) {
    const int day_number = number_behind(k_day_words, words.folded());
    const int hour_number = number_behind(k_hour_words, words.folded());
    if (day_number >= 0) ahead = day_number;
    if (hour_number >= 0) hour = hour_number;
  }
  if (hour < 0 && ahead <= 0) return {};
  const hours::Day today = hours::local_day(now);
  if (ahead >= k_first_weekday)
    ahead = (ahead - k_first_weekday - hours::weekday_of(today) + 7) % 7;
  const hours::Civil date = hours::civil_of(today + std::max(ahead, 0));
  std::string moment = std::to_string(date.year);
  append_two(moment, '-', date.month);
  append_two(moment, '-', date.day);
  append_two(moment, 'T', hour < 0 ? k_hour_of_a_day : hour);
  moment += ":00";
  const auto instant = moment_named(moment);
  return instant && *instant > now ? moment : std::string();
}

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
