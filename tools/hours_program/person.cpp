#include "person.hpp"

#include <set>

#include "hours/berlin.hpp"
#include "hours/review.hpp"
#include "hours/school_table.hpp"
#include "hours/week.hpp"
#include "iso_time.hpp"
#include "notices.hpp"

namespace stadtkern::hours_program {
namespace {

using hours::Context;
using hours::Language;
using hours::Rules;

std::string table_of(const Rules& rules, Instant now, const Context& context) {
  const hours::Day today = hours::local_day(now);
  const hours::Day monday = today - hours::weekday_of(today);
  const auto table = hours::week_table(rules, monday, now, context, Language::german);
  std::string text;
  for (std::size_t i = 0; i < table.days.size(); ++i) {
    const auto& day = table.days[i];
    text += static_cast<int>(i) == table.today ? "> " : "  ";
    text += std::string(day.name) + std::string(12 - day.name.size(), ' ');
    if (day.times.empty()) text += table.closed_text;
    for (const char letter : day.times)
      text += letter == '\n' ? std::string(", ") : std::string(1, letter);
    if (day.holiday != hours::PublicHoliday::none) {
      text += "   " + std::string(hours::german_name(day.holiday));
    }
    text += "\n";
  }
  if (!table.otherwise.empty()) text += "  sonst: " + std::string(table.otherwise) + "\n";
  return text;
}

std::string state_text(const hours::State& state) {
  constexpr const char* k_words[] = {"closed", "open", "unknown"};
  const std::string comment = comment_of(state);
  return k_words[static_cast<int>(state.openness)] + (comment.empty() ? "" : " (" + comment + ")");
}

std::string notices_of(const hours::Reviewed& reviewed, Instant now) {
  const Rules& rules = reviewed.rules;
  std::string text;
  std::set<std::string> seen;
  std::vector<hours::Notice> notices = reviewed.notices;
  for (const auto& notice : hours::past_dates(rules, now)) notices.push_back(notice);
  for (const auto& notice : notices) {
    const std::string sentence = sentence_of(notice.kind);
    if (seen.insert(sentence).second) text += "note      " + sentence + "\n";
  }
  if (is_silent_on_holidays(rules)) {
    text += "note      it does not say what holds on public holidays\n";
  }
  return text;
}

}  // namespace

std::string page_for_person(std::string_view value, std::string_view land_name, Instant now) {
  const auto reviewed = hours::review(value);
  if (!reviewed) {
    return "not understood at byte " + reviewed.error().field + ": expected " +
           reviewed.error().expected + "\n";
  }
  const Rules& rules = reviewed.value().rules;
  Context context;
  context.land = hours::land_named(land_name).value_or(hours::Land::none);
  const auto school = hours::school_holidays(context.land);
  context.school_holidays = school;
  const auto next = hours::next_change(rules, now, context);
  std::string text = "canonical " + hours::canonical(rules) + "\n\n";
  text += table_of(rules, now, context) + "\n";
  text += "now       " + state_text(hours::state_at(rules, now, context)) + "\n";
  text += "next      " + (next ? iso(*next) : std::string("no change")) + "\n";
  for (const Language language : {Language::german, Language::english, Language::easy}) {
    text += "sentence  " + hours::sentence(rules, now, context, language) + "\n";
  }
  return text + notices_of(reviewed.value(), now);
}

}  // namespace stadtkern::hours_program
