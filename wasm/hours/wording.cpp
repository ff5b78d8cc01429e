#include "hours/wording.hpp"

namespace stadtkern::hours {
namespace {

constexpr const char* k_german_weekdays[] = {"Montag",  "Dienstag", "Mittwoch", "Donnerstag",
                                             "Freitag", "Samstag",  "Sonntag"};
constexpr const char* k_english_weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
constexpr const char* k_german_months[] = {"Januar",    "Februar", "März",     "April",
                                           "Mai",       "Juni",    "Juli",     "August",
                                           "September", "Oktober", "November", "Dezember"};
constexpr const char* k_english_months[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};

}  // namespace

Moment moment_of(Instant instant, bool is_end) {
  const DayClock clock = clock_of(local_day(instant));
  const int passed = static_cast<int>((instant.ms - clock.start_ms) / k_minute_ms);
  if (is_end && passed == 0) return {clock.day - 1, k_day_minutes};
  return {clock.day, clock.shown(passed)};
}

Usual usual_hours(const Rules& rules) {
  Usual usual{rules, {}};
  if (rules.rules.size() < 2) return usual;
  const Rule& last = rules.rules.back();
  const bool is_otherwise = last.separator == Separator::fallback && !last.has_dates &&
                            last.spans.count == 0 && last.comment >= 0 &&
                            last.meaning == Openness::unknown;
  if (!is_otherwise) return usual;
  usual.otherwise = rules.comments[last.comment];
  usual.rules.rules.pop_back();
  return usual;
}

std::string weekday_name(int weekday, Language language) {
  return language == Language::english ? k_english_weekdays[weekday] : k_german_weekdays[weekday];
}

std::string bare_clock(int minute, Language language) {
  std::string text = std::to_string(minute / 60);
  const int rest = minute % 60;
  if (rest == 0 && language != Language::english) return text;
  text += rest < 10 ? ":0" : ":";
  return text + std::to_string(rest);
}

std::string clock_text(int minute, Language language) {
  return bare_clock(minute, language) + (language == Language::english ? "" : " Uhr");
}

std::string date_text(Day day, Day today, Language language) {
  const Civil date = civil_of(day);
  const bool is_english = language == Language::english;
  std::string text = std::to_string(date.day) + (is_english ? " " : ". ");
  text += (is_english ? k_english_months : k_german_months)[date.month - 1];
  if (date.year != civil_of(today).year) text += " " + std::to_string(date.year);
  return text;
}

}  // namespace stadtkern::hours
