// Where something is on earth, in whole millionths of a degree (about 11 cm): exact in every
// arithmetic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stadtkern::map {

inline constexpr std::int32_t k_degree = 1'000'000;
inline constexpr std::int32_t k_latitude_max = 85 * k_degree;
inline constexpr std::int32_t k_longitude_max = 180 * k_degree;

struct Position {
  std::int32_t latitude = 0;   // millionths of a degree, WGS 84
  std::int32_t longitude = 0;  // the same
  bool operator==(const Position&) const = default;
};

// "53.829" → 53'829'000; digits after the sixth are dropped. Nothing where it is no plain decimal
// number in [-bound, bound].
std::optional<std::int32_t> millionths_of(std::string_view text, std::int32_t bound);

std::optional<Position> position_of(std::string_view latitude, std::string_view longitude);

// "53.82900": five digits after the point, about a metre.
std::string degrees_text(std::int32_t millionths);

}  // namespace stadtkern::map
