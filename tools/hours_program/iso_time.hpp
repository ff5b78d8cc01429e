// ISO 8601 date-times with an offset, as the cases write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace stadtkern::hours_program {

// "2026-03-29T03:30:00+02:00" or with "Z"; nothing for anything else.
std::optional<Instant> instant_of(std::string_view text);

// With the offset of Europe/Berlin.
std::string iso(Instant instant);

}  // namespace stadtkern::hours_program
