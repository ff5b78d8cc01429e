// A moment in time. The core has no clock: instants arrive in events.
#pragma once

#include <compare>
#include <cstdint>

namespace stadtkern {

// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds (as in ECMAScript's time values).
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t k_minute_ms = 60'000;
inline constexpr std::int64_t k_hour_ms = 60 * k_minute_ms;
inline constexpr std::int64_t k_day_ms = 24 * k_hour_ms;

}  // namespace stadtkern
