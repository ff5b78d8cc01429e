// How near a place is, in whole numbers that are the same on every machine.
#pragma once

#include <cstdint>

#include "search/index.hpp"

namespace stadtkern::search {

// Metres between two places of one region (equirectangular projection, off by less than 1 % within
// 200 km). Coordinates in degrees, WGS 84.
std::uint32_t metres_between(const Position& a, const Position& b);

inline constexpr std::uint32_t k_nearness_max = 1U << 16;

// From k_nearness_max at the place itself to half of it at 2 km, falling without an end. The other
// place in 1e-6 degrees.
std::uint32_t nearness(const Position& here, std::int32_t lat, std::int32_t lon);

}  // namespace stadtkern::search
