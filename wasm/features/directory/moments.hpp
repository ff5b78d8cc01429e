// Days and local times as addresses and records write them (ISO 8601, Europe/Berlin), read
// strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "hours/holidays.hpp"

namespace stadtkern::directory {

// "2026-11-23"; nothing for anything else, from 1990 to 2099.
std::optional<hours::Day> day_named(std::string_view text);

// "2026-11-23T18:00", as a field of the type datetime-local sends it.
std::optional<Instant> moment_named(std::string_view text);

// The moment that a search speaks of ("heute abend brot", "brötchen sonntag", "tonight"), as an
// address writes it. "" where it speaks of none, or of one that is past.
std::string moment_meant(std::string_view query, Instant now);

// "2026-07-13 2026-08-22;…", first and last days in order and without overlap; what follows a fault
// is left out.
std::vector<hours::DayRange> day_ranges(std::string_view text);

}  // namespace stadtkern::directory
