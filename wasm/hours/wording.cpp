#include "hours/wording.hpp"

#include "hours/text.hpp"

namespace stadtkern::hours {
namespace {

constexpr char k_german[] =
    "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|"
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|";
constexpr char k_english[] =
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    "January|February|March|April|May|June|July|August|September|October|November|December|";

const char* names(Language language) {
  return language == Language::english ? k_english : k_german;
}

}  // namespace

Moment moment_of(Instant instant, bool is_end) {
  const DayClock clock = clock_of(local_day(instant));
  const int passed = static_cast<int>((instant.ms - clock.start_ms) / k_minute_ms);
  if (is_end && passed == 0) return {clock.day - 1, k_day_minutes};
  return {clock.day, clock.shown(passed)};
}

Asked usual_hours(const Rules& rules, const Context& context) {
  const std::size_t count = rules.rules.size();
  const Rule& last = rules.rules.back();
  const bool is_otherwise = count > 1 && last.separator == Separator::fallback &&
                            !last.has_dates() && last.spans_count == 0 && last.comment >= 0 &&
                            last.meaning == Openness::unknown;
  return {rules, context, is_otherwise ? count - 1 : count};
}

std::string_view otherwise(const Asked& usual) {
  const std::vector<Rule>& rules = usual.rules.rules;
  return usual.count < rules.size() ? comment_of(usual.rules, rules.back()) : std::string_view();
}

std::string_view weekday_name(int weekday, Language language) {
  return piece(names(language), weekday);
}

void add_clock(std::string& text, int minute, Language language) {
  add_number(text, minute / 60);
  if (minute % 60 == 0 && language != Language::english) return;
  text += ':';
  add_number(text, minute % 60, 2);
}

void add_time(std::string& text, int minute, Language language) {
  add_clock(text, minute, language);
  if (language != Language::english) text += " Uhr";
}

void add_date(std::string& text, Day day, Day today, Language language) {
  const Civil date = civil_of(day);
  add_number(text, date.day);
  text += language == Language::english ? " " : ". ";
  add_piece(text, names(language), 6 + date.month);
  if (date.year == civil_of(today).year) return;
  text += ' ';
  add_number(text, date.year);
}

}  // namespace stadtkern::hours
