// A value read aloud: beside the rules what was tolerated and what is odd, or where reading ended
// and what was expected there. For editors, importers and tools: a page that only asks for the
// state links none of it.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "hours/hours.hpp"
#include "hours/notice.hpp"

namespace stadtkern::hours {

struct Reviewed {
  Rules rules;
  std::vector<Notice> notices;
};

// Reads as parse() does, and spellings of other languages than German and English as well. On
// failure Error::field is the byte position and Error::expected says what could have stood there.
Result<Reviewed> review(std::string_view text);

// Notices for dates that lie before the day of `now` (date_past, date_range_past).
std::vector<Notice> past_dates(const Rules& rules, Instant now);

// Whether any rule asks for public or for school holidays, and whether any names weekdays.
bool asks_public_holidays(const Rules& rules);
bool asks_school_holidays(const Rules& rules);
bool names_weekdays(const Rules& rules);

}  // namespace stadtkern::hours
