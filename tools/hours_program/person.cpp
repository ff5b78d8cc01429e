#include "person.hpp"

#include <set>

#include "hours/berlin.hpp"
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
    text += day.name + std::string(12 - day.name.size(), ' ');
    if (day.spans.empty()) text += day.closed_text;
    for (std::size_t k = 0; k < day.spans.size(); ++k) {
      if (k > 0) text += ", ";
      text += day.spans[k].text;
      if (!day.spans[k].comment.empty()) text += " (" + day.spans[k].comment + ")";
    }
    if (!day.holiday.empty()) text += "   " + day.holiday;
    text += "\n";
  }
  if (!table.otherwise.empty()) text += "  sonst: " + table.otherwise + "\n";
  return text;
}

std::string state_text(const hours::State& state) {
  constexpr const char* k_words[] = {"closed", "open", "unknown"};
  const std::string comment = comment_of(state);
  return k_words[static_cast<int>(state.openness)] + (comment.empty() ? "" : " (" + comment + ")");
}

std::string notices_of(const Rules& rules, Instant now) {
  std::string text;
  std::set<std::string> seen;
  std::vector<hours::Notice> notices = rules.notices;
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
  const auto rules = hours::parse(value);
  if (!rules) {
    return "not understood at byte " + rules.error().field + ": expected " +
           rules.error().expected + "\n";
  }
  Context context;
  context.land = hours::land_named(land_name).value_or(hours::Land::none);
  const auto school = hours::school_holidays(context.land);
  context.school_holidays = school;
  const auto next = hours::next_change(rules.value(), now, context);
  std::string text = "canonical " + hours::canonical(rules.value()) + "\n\n";
  text += table_of(rules.value(), now, context) + "\n";
  text += "now       " + state_text(hours::state_at(rules.value(), now, context)) + "\n";
  text += "next      " + (next ? iso(*next) : std::string("no change")) + "\n";
  for (const Language language : {Language::german, Language::english, Language::easy}) {
    text += "sentence  " + hours::sentence(rules.value(), now, context, language) + "\n";
  }
  return text + notices_of(rules.value(), now);
}

}  // namespace stadtkern::hours_program
