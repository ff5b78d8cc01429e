// Sines are computed here, so that every platform gives the same bits. All angles are in turns.
#include "hours/sun.hpp"

#include <algorithm>
#include <cmath>

#include "hours/berlin.hpp"

namespace stadtkern::hours {
namespace {

constexpr double k_degree = 1.0 / 360;

// Error below 1e-7: the Taylor series on a quarter turn.
double sine(double turns) {
  turns -= std::floor(turns + 0.5);
  if (turns > 0.25) turns = 0.5 - turns;
  if (turns < -0.25) turns = -0.5 - turns;
  const double x = turns * 6.283185307179586;
  double term = x;
  double sum = x;
  for (int n = 3; n <= 11; n += 2) {
    term *= -x * x / (n * (n - 1));
    sum += term;
  }
  return sum;
}

double cosine(double turns) {
  return sine(turns + 0.25);
}

// Error below 1e-5 turns: Abramowitz and Stegun, Handbook of Mathematical Functions, 4.4.45.
double arccosine(double value) {
  const double x = std::abs(value);
  const double series = 1.5707288 + x * (-0.2121144 + x * (0.0742610 - x * 0.0187293));
  const double turns = std::sqrt(1 - x) * series / 6.283185307179586;
  return value < 0 ? 0.5 - turns : turns;
}

constexpr Day k_j2000_day = 10957;  // 2000-01-01, whose noon is J2000.0

// The sun's centre at sunrise (refraction and half its disc) and at the end of civil twilight.
double height_of(Event event) {
  return (event == Event::sunrise || event == Event::sunset ? -0.833 : -6) * k_degree;
}

}  // namespace

int usual_minute(Event event) {
  constexpr std::int16_t k_minutes[] = {0, 330, 360, 1080, 1110};
  return k_minutes[static_cast<int>(event)];
}

// Meeus, Astronomical Algorithms (2nd edition), chapters 25 and 28, with the terms that move the
// sun by more than ten seconds in this century.
int sun_minute(Event event, Day day, const std::optional<Position>& position) {
  if (!position) return usual_minute(event);
  const double north = position->latitude * k_degree;
  const double side = event == Event::dawn || event == Event::sunrise ? -1 : 1;
  double fraction = 0.5 + side / 4;  // of the UTC day; three steps come close enough
  for (int step = 0; step < 3; ++step) {
    const double days = day - k_j2000_day - 0.5 + fraction;
    const double anomaly = (357.5291 + 0.98560028 * days) * k_degree;
    const double centre = (1.9148 * sine(anomaly) + 0.02 * sine(2 * anomaly)) * k_degree;
    const double longitude = anomaly + centre + 282.9372 * k_degree;
    const double sine_declination = sine(longitude) * 0.397777;  // of the ecliptic, 23.4393 degrees
    const double cosine_declination = std::sqrt(1 - sine_declination * sine_declination);
    const double hour_cosine = (sine(height_of(event)) - sine(north) * sine_declination) /
                               (cosine(north) * cosine_declination);
    if (!(hour_cosine > -1 && hour_cosine < 1)) return usual_minute(event);
    // Days by which a sundial is behind the clock.
    const double lag = 0.0053 * sine(anomaly) - 0.0069 * sine(2 * longitude);
    fraction = 0.5 - position->longitude / 360 + lag + side * arccosine(hour_cosine);
  }
  const DayClock clock = clock_of(day);
  const std::int64_t utc_offset = (day * k_day_ms - clock.start_ms) / k_minute_ms;
  const int passed =
      static_cast<int>(std::floor(fraction * k_day_minutes)) + static_cast<int>(utc_offset);
  return std::clamp(clock.shown(passed), 0, k_day_minutes - 1);
}

}  // namespace stadtkern::hours
