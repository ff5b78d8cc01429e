#include "search/distance.hpp"

#include <cmath>

namespace stadtkern::search {
namespace {

constexpr double k_metres_per_degree = 111'195.0;  // mean radius 6,371 km
constexpr double k_radians_per_degree = 0.017453292519943295;
constexpr std::uint64_t k_half_metres = 2'000;

// Taylor's series for the cosine: unlike std::cos the same to the last bit in every library. Off by
// less than 1e-4 up to 90 degrees.
double cosine(double degrees) {
  const double x = degrees * k_radians_per_degree;
  const double y = x * x;
  return 1.0 - y / 2.0 * (1.0 - y / 12.0 * (1.0 - y / 30.0 * (1.0 - y / 56.0)));
}

}  // namespace

std::uint32_t metres_between(const Position& a, const Position& b) {
  const double north = (b.lat - a.lat) * k_metres_per_degree;
  const double east = (b.lon - a.lon) * k_metres_per_degree * cosine((a.lat + b.lat) / 2.0);
  const double metres = std::sqrt(north * north + east * east);
  return metres < 4e7 ? static_cast<std::uint32_t>(metres)
                      : 40'000'000U;  // also where not a number
}

std::uint32_t nearness(const Position& here, std::int32_t lat, std::int32_t lon) {
  const std::uint64_t metres = metres_between(here, {lat / 1e6, lon / 1e6});
  return static_cast<std::uint32_t>(k_nearness_max * k_half_metres / (k_half_metres + metres));
}

}  // namespace stadtkern::search
