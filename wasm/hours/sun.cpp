// The formulas and constants are those of "Astronomy Answers: Position of the Sun" (Louis Strous) for
// the Earth, in degrees and days since J2000.0. Sines are computed here, so that every platform gives
// the same bits.
#include "hours/sun.hpp"

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

double cosine(double radians) { return sine(radians + k_pi / 2); }

// Inverse by bisection on the rising half-turn: 40 steps halve a half-turn below 1e-11.
double arcsine(double value) {
  double low = -k_pi / 2;
  double high = k_pi / 2;
  for (int step = 0; step < 40; ++step) {
    const double middle = (low + high) / 2;
    (sine(middle) < value ? low : high) = middle;
  }
  return (low + high) / 2;
}

struct SunPath {
  double noon;         // true solar noon, days since J2000.0
  double declination;  // radians
};

constexpr double k_perihelion = 102.9372 * k_radians;
constexpr double k_obliquity = 23.4397 * k_radians;
constexpr double k_noon_shift = 0.0009;
constexpr Day k_j2000_day = 10957;  // 2000-01-01, whose noon is J2000.0

double mean_anomaly(double days) { return (357.5291 + 0.98560028 * days) * k_radians; }

double ecliptic_longitude(double anomaly) {
  const double centre =
      (1.9148 * sine(anomaly) + 0.02 * sine(2 * anomaly) + 0.0003 * sine(3 * anomaly)) * k_radians;
  return anomaly + centre + k_perihelion + k_pi;
}

double transit(double mean, double anomaly, double longitude) {
  return mean + 0.0053 * sine(anomaly) - 0.0069 * sine(2 * longitude);
}

SunPath path_on(Day day, double west) {
  const double mean = day - k_j2000_day + k_noon_shift + west / (2 * k_pi);
  const double anomaly = mean_anomaly(mean);
  const double longitude = ecliptic_longitude(anomaly);
  return {transit(mean, anomaly, longitude), arcsine(sine(k_obliquity) * sine(longitude))};
}

// The sun's centre at sunrise (refraction and half its disc) and at the end of civil twilight.
double height_of(Event event) {
  return event == Event::sunrise || event == Event::sunset ? -0.833 : -6;
}

bool is_morning(Event event) { return event == Event::dawn || event == Event::sunrise; }

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
  const double west = -position->longitude * k_radians;
  const SunPath path = path_on(day, west);
  const double hour_cosine =
      (sine(height_of(event) * k_radians) - sine(north) * sine(path.declination)) /
      (cosine(north) * cosine(path.declination));
  if (!(hour_cosine > -1 && hour_cosine < 1)) return usual_minute(event);
  const double hour_angle = k_pi / 2 - arcsine(hour_cosine);
  const double mean_set =
      day - k_j2000_day + k_noon_shift + (hour_angle + west) / (2 * k_pi);
  const double anomaly = mean_anomaly(mean_set);
  const double set = transit(mean_set, anomaly, ecliptic_longitude(anomaly));
  const double moment = is_morning(event) ? path.noon - (set - path.noon) : set;
  // J2000.0 is noon: half a day after the midnight that begins k_j2000_day.
  const double utc_minutes = (moment + 0.5 + k_j2000_day - day) * k_day_minutes;
  const DayClock clock = clock_of(day);
  const std::int64_t utc_offset = (day * k_day_ms - clock.start_ms) / k_minute_ms;
  const int passed = static_cast<int>(whole(utc_minutes)) + static_cast<int>(utc_offset);
  const int shown = clock.shown(passed);
  return shown < 0 ? 0 : shown >= k_day_minutes ? k_day_minutes - 1 : shown;
}

}  // namespace stadtkern::hours
