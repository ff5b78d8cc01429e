// What tools/hours prints for a person.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace stadtkern::hours_program {

// The value's canonical form, week table, state at `now`, next change and notices; or one line that
// begins with "not understood". `land` as land_named() takes it.
std::string page_for_person(std::string_view value, std::string_view land, Instant now);

}  // namespace stadtkern::hours_program
