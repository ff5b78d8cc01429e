// Sunrise, sunset and the civil twilight, to about a minute between the polar circles.
#pragma once

#include <optional>

#include "hours/calendar.hpp"
#include "hours/tree.hpp"

namespace stadtkern::hours {

// Degrees, WGS 84.
struct Position {
  double latitude = 0;   // -90 to 90, north is positive
  double longitude = 0;  // -180 to 180, east is positive
};

// The local minute of a day (Europe/Berlin, 0-1439) at which the event happens. Without a position,
// and where the sun does not rise or set: dawn 05:30, sunrise 06:00, sunset 18:00, dusk 18:30, as
// the specification suggests. Requires: event is not none.
int sun_minute(Event event, Day day, const std::optional<Position>& position);

// The minute assumed for the event where only its order among other times matters.
int usual_minute(Event event);

}  // namespace stadtkern::hours
