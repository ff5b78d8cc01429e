// What parse() tolerated or finds odd. Never an error: the value has a meaning.
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
  selector_repeated,    // "Mo Tu" for "Mo,Tu", or a rule separator was forgotten
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

}  // namespace stadtkern::hours
