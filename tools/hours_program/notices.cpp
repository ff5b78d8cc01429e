#include "notices.hpp"

#include <algorithm>

namespace stadtkern::hours_program {
namespace {

using hours::Notice;
using hours::NoticeKind;

struct NoticeName {
  NoticeKind kind;
  int stage;  // words, times, dates, then the whole: the order in which they are listed
  const char* type;
  const char* sentence;
};

constexpr NoticeName k_names[] = {
    {NoticeKind::word_corrected, 0, "word_error_correction", "a word was corrected"},
    {NoticeKind::dot_omitted, 0, "omit_ko", "a dot was left out"},
    {NoticeKind::minute_separator, 0, "hour_min_separator", "hours and minutes need a colon"},
    {NoticeKind::quotes_corrected, 0, "quotes", "comments stand in straight double quotes"},
    {NoticeKind::empty_comment, 0, "empty_comment", "the comment is empty"},
    {NoticeKind::single_digit_hour, 1, "ambiguous_single_digit_hour",
     "a single-digit hour: morning or evening?"},
    {NoticeKind::minutes_missing, 1, "without_minutes", "write the minutes as well: 10:00-12:00"},
    {NoticeKind::step_of_one, 1, "without_effect", "a step or an offset has no effect"},
    {NoticeKind::date_past, 2, "date_past", "the date is over"},
    {NoticeKind::date_range_past, 2, "date_range_past", "the dates are over"},
    {NoticeKind::selector_repeated, 3, "use_multi",
     "the same kind of selector twice: is a comma missing?"},
    {NoticeKind::separator_missing, 3, "use_multi",
     "days after times: all of the times hold on all days, is a semicolon missing?"},
    {NoticeKind::time_missing, 4, "vague", "no times: open all day long?"},
    {NoticeKind::order, 5, "switched", "the selectors were put in order"},
    {NoticeKind::colon_after_weekday, 6, "separator_for_readability",
     "no colon is needed after weekdays"},
    {NoticeKind::empty_rule, 7, "nothing_useful", "a separator without a rule"},
    {NoticeKind::default_overrides, 8, "default_state", "a later rule replaces all others"},
    {NoticeKind::rules_combinable, 8, "combine_rules",
     "the second times replace or extend the first: is a comma meant?"},
    {NoticeKind::spill_cut, 8, "additional_rule_separator_not_used_after_time_wrapping_midnight",
     "a rule cuts off the hours after midnight of one before it: is a comma meant?"},
};

const NoticeName& name_of(NoticeKind kind) {
  return *std::find_if(std::begin(k_names), std::end(k_names),
                       [kind](const NoticeName& name) { return name.kind == kind; });
}

}  // namespace

std::vector<std::string> notice_types(const hours::Reviewed& reviewed, std::optional<Instant> now,
                                      bool with_hints) {
  std::vector<Notice> notices = reviewed.notices;
  if (now) {
    for (const Notice& notice : hours::past_dates(reviewed.rules, *now)) notices.push_back(notice);
  }
  std::stable_sort(notices.begin(), notices.end(), [](const Notice& a, const Notice& b) {
    return name_of(a.kind).stage < name_of(b.kind).stage;
  });
  std::vector<std::string> types;
  for (const Notice& notice : notices) {
    types.emplace_back(name_of(notice.kind).type);
  }
  if (with_hints && is_silent_on_holidays(reviewed.rules)) types.emplace_back("public_holiday");
  return types;
}

bool is_silent_on_holidays(const hours::Rules& rules) {
  return hours::names_weekdays(rules) && !hours::asks_public_holidays(rules);
}

std::string comment_of(const hours::State& state) {
  if (!state.comment.empty()) return std::string(state.comment);
  if (state.guessed_end) return "open end, the closing time is guessed";
  std::string name(hours::german_name(state.holiday));
  if (state.holiday_offset < 0) name = "Tag vor " + name;
  if (state.holiday_offset > 0) name = "Tag nach " + name;
  return state.school_holiday ? "Schulferien" : name;
}

std::string sentence_of(hours::NoticeKind kind) {
  return name_of(kind).sentence;
}

}  // namespace stadtkern::hours_program
