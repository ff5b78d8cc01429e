// What parse() tolerated or finds odd, and why it refuses. A notice is never an error: the value
// has a meaning.
#pragma once

#include <cstdint>

namespace stadtkern::hours {

enum class NoticeKind : std::uint8_t {
  word_corrected,       // another spelling or language: "Montags", "–", "Uhr"
  dot_omitted,          // "Mo." for "Mo"
  minute_separator,     // "10.00" for "10:00"
  quotes_corrected,     // 'x' or „x“ for "x"
  single_digit_hour,    // "6-7": morning or evening?
  minutes_missing,      // "10-12" for "10:00-12:00"
  selector_repeated,    // "Mo Tu" for "Mo,Tu"
  separator_missing,    // "Mo-Fr 9:00-18:00 Sa 9:00-13:00": all of the times hold on all days
  time_missing,         // "Mo": all day long, or were the times forgotten?
  order,                // "10:00-12:00 Mo" for "Mo 10:00-12:00"
  colon_after_weekday,  // "Mo: 10:00-12:00"
  empty_rule,           // ";;"
  default_overrides,    // a later rule without days or times replaces all before it
  rules_combinable,     // "10:00-12:00; 15:00-16:00": did you mean ","?
  spill_cut,            // a normal rule cuts off the hours after midnight of the rule before
  empty_comment,        // ""
  step_of_one,          // "/1", "+0 days", "-00:00"
  date_past,            // only found with a date: see past_dates()
  date_range_past
};

struct Notice {
  NoticeKind kind;
  std::uint16_t position = 0;  // in bytes of the text that was parsed
};

// What could have stood where reading ended. In words: review().
enum class Wanted : std::uint8_t {
  nothing,
  short_text,
  few_rules,
  few_selectors,
  utf8,
  word,
  selector,
  closing_quote,
  rule,
  part,
  rule_before_fallback,
  times_before_comma,
  rule_after_comma,
  step,
  later_year,
  later_day,
  month_or_easter,
  year_before,
  year_behind,
  day_of_month,
  close_bracket,
  week,
  later_week,
  weekday,
  number_or_bracket,
  later_nth,
  nth,
  fewer_days,
  sign_after_time,
  time,
  no_step,
  minutes,
  no_half_day,
  hour,
  event,
  sign,
  offset_time,
  close_paren,
  start,
  end
};

struct Refusal {
  std::uint16_t position = 0;  // in bytes of the text
  Wanted wanted = Wanted::nothing;
};

}  // namespace stadtkern::hours
