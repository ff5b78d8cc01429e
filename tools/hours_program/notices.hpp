// Notices and comments in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hours/review.hpp"

namespace stadtkern::hours_program {

// The names of the notices, what was found while reading words first. `now` adds those about dates
// that are over; hints are only included where asked for.
std::vector<std::string> notice_types(const hours::Reviewed& reviewed, std::optional<Instant> now,
                                      bool with_hints);

// True where it says what holds on weekdays, but not what on public holidays.
bool is_silent_on_holidays(const hours::Rules& rules);

// The comment of a state, its holiday, or that its end is guessed; "" where there is none.
std::string comment_of(const hours::State& state);

// One line for a person, in English.
std::string sentence_of(hours::NoticeKind kind);

}  // namespace stadtkern::hours_program
