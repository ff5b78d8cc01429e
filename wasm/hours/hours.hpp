// Opening hours in the syntax of OpenStreetMap (wiki page Key:opening_hours/specification, version
// 0.7.2): read once, asked often. Pure functions: no clock, no I/O; every moment comes from
// outside. All local times are those of Europe/Berlin.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "hours/holidays.hpp"
#include "hours/state.hpp"
#include "hours/sun.hpp"
#include "hours/tree.hpp"

namespace stadtkern::hours {

// Where a place is, as far as its hours depend on it.
struct Context {
  Land land = Land::none;                       // without it no day is a public holiday
  std::optional<Position> position;             // without it the sun keeps usual times
  std::span<const DayRange> school_holidays{};  // in order; must outlive the call
};

// Reads a value, at most k_value_bytes_max bytes and k_rules_max rules. What people write
// differently from the specification, in German or English, is corrected where its meaning is
// plain. Nothing where the value is none; review() says why, and what was corrected.
std::optional<Rules> parse(std::string_view text);

// OpenStreetMap stores at most 255 characters.
inline constexpr std::size_t k_value_bytes_max = 2048;

// The value in the specification's spelling; parses to rules that mean the same.
std::string canonical(const Rules& rules);

State state_at(const Rules& rules, Instant instant, const Context& context);

// The first moment after `after` at which the openness is another one; nothing where there is none
// within the next 40 years.
std::optional<Instant> next_change(const Rules& rules, Instant after, const Context& context);

struct Interval {
  Instant from;
  Instant to;  // exclusive
  State state;
};

// The open and unknown times in [from, to), cut off at both ends, in order and without overlap.
// Neighbours differ in their state.
std::vector<Interval> intervals(const Rules& rules, Instant from, Instant to,
                                const Context& context);

}  // namespace stadtkern::hours
