// Sines are computed here, so that every platform gives the same bits.
#include "hours/sun.hpp"

#include <algorithm>

#include "hours/berlin.hpp"

namespace stadtkern::hours {
namespace {

constexpr double k_pi = 3.14159265358979323846;
constexpr double k_radians = k_pi / 180;

double whole(double value) {
  const auto truncated = static_cast<double>(static_cast<std::int64_t>(value));
  return truncated > value ? truncated - 1 : truncated;
}

// Error below 1e-9: the Taylor series on a quarter turn.
double sine(double radians) {
  double turns = radians / (2 * k_pi);
  turns -= whole(turns + 0.5);
  if (turns > 0.25) turns = 0.5 - turns;
  if (turns < -0.25) turns = -0.5 - turns;
  const double x = turns * 2 * k_pi;
  const double square = x * x;
  double term = x;
  double sum = x;
  for (int n = 3; n <= 15; n += 2) {
    term *= -square / (n * (n - 1));
    sum += term;
  }
  return sum;
}

double cosine(double radians) {
  return sine(radians + k_pi / 2);
}

// Inverse by Newton's steps, kept inside the half-turn; exact to 1e-9 below 0.999.
double arcsine(double value) {
  double angle = value;
  for (int step = 0; step < 6; ++step) {
    const double slope = std::max(cosine(angle), 0.03);
    angle = std::clamp(angle + (value - sine(angle)) / slope, -k_pi / 2, k_pi / 2);
  }
  return angle;
}

struct SunPlace {
  double declination;  // radians
  double clock_lead;   // days by which a sundial is ahead of the clock (the equation of time)
};

constexpr Day k_j2000_day = 10957;  // 2000-01-01, whose noon is J2000.0
constexpr double k_century = 36525;

// Meeus, Astronomical Algorithms (2nd edition), chapters 25 and 28, as the NOAA solar calculator
// abridges them. `days` since J2000.0.
SunPlace sun_place(double days) {
  const double t = days / k_century;
  const double mean_longitude = (280.46646 + 36000.76983 * t) * k_radians;
  const double anomaly = (357.52911 + 35999.05029 * t) * k_radians;
  const double eccentricity = 0.016708634 - 0.000042037 * t;
  const double node = (125.04 - 1934.136 * t) * k_radians;
  const double centre =
      1.914602 * sine(anomaly) + 0.019993 * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly);
  const double longitude = mean_longitude + (centre - 0.00569 - 0.00478 * sine(node)) * k_radians;
  const double obliquity = (23.439291 - 0.0130042 * t + 0.00256 * cosine(node)) * k_radians;
  const double half_tangent = sine(obliquity / 2) / cosine(obliquity / 2);
  const double y = half_tangent * half_tangent;
  const double lead = y * sine(2 * mean_longitude) - 2 * eccentricity * sine(anomaly) +
                      4 * eccentricity * y * sine(anomaly) * cosine(2 * mean_longitude) -
                      y * y / 2 * sine(4 * mean_longitude) -
                      1.25 * eccentricity * eccentricity * sine(2 * anomaly);
  return {arcsine(sine(obliquity) * sine(longitude)), lead / (2 * k_pi)};
}

// The sun's centre at sunrise (refraction and half its disc) and at the end of civil twilight.
double height_of(Event event) {
  return event == Event::sunrise || event == Event::sunset ? -0.833 : -6;
}

bool is_morning(Event event) {
  return event == Event::dawn || event == Event::sunrise;
}

}  // namespace

int usual_minute(Event event) {
  switch (event) {
    case Event::dawn:
      return 5 * 60 + 30;
    case Event::sunrise:
      return 6 * 60;
    case Event::sunset:
      return 18 * 60;
    default:
      return 18 * 60 + 30;
  }
}

int sun_minute(Event event, Day day, const std::optional<Position>& position) {
  if (!position) return usual_minute(event);
  const double north = position->latitude * k_radians;
  const double height = sine(height_of(event) * k_radians);
  double fraction = is_morning(event) ? 0.25 : 0.75;  // of the UTC day; two steps come close enough
  for (int step = 0; step < 3; ++step) {
    const SunPlace sun = sun_place(day - k_j2000_day - 0.5 + fraction);
    const double hour_cosine =
        (height - sine(north) * sine(sun.declination)) / (cosine(north) * cosine(sun.declination));
    if (!(hour_cosine > -1 && hour_cosine < 1)) return usual_minute(event);
    const double half_day = (k_pi / 2 - arcsine(hour_cosine)) / (2 * k_pi);
    const double noon = 0.5 - position->longitude / 360 - sun.clock_lead;
    fraction = is_morning(event) ? noon - half_day : noon + half_day;
  }
  const DayClock clock = clock_of(day);
  const std::int64_t utc_offset = (day * k_day_ms - clock.start_ms) / k_minute_ms;
  const int passed =
      static_cast<int>(whole(fraction * k_day_minutes)) + static_cast<int>(utc_offset);
  return std::clamp(clock.shown(passed), 0, k_day_minutes - 1);
}

}  // namespace stadtkern::hours
