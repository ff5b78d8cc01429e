#include "map/position.hpp"

#include <cstdlib>

namespace stadtkern::map {

std::optional<std::int32_t> millionths_of(std::string_view text, std::int32_t bound) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t number = 0;
  int decimals = -1;  // -1 before the point
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == '.' && decimals < 0 && digits > 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > 16) return std::nullopt;
    if (decimals == 6) continue;
    number = number * 10 + (c - '0');
    if (decimals >= 0) ++decimals;
    if (number > INT32_MAX) return std::nullopt;
  }
  if (digits == 0 || decimals == 0) return std::nullopt;
  for (int at = decimals < 0 ? 0 : decimals; at < 6; ++at) number *= 10;
  if (number > bound) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -number : number);
}

std::optional<Position> position_of(std::string_view latitude, std::string_view longitude) {
  const auto north = millionths_of(latitude, k_latitude_max);
  const auto east = millionths_of(longitude, k_longitude_max);
  if (!north || !east) return std::nullopt;
  return Position{*north, *east};
}

std::string degrees_text(std::int32_t millionths) {
  const std::int32_t size = std::abs(millionths) / 10;
  std::string fraction = std::to_string(k_degree / 10 + size % (k_degree / 10));
  fraction[0] = '.';
  return (millionths < 0 ? "-" : "") + std::to_string(size / (k_degree / 10)) + fraction;
}

}  // namespace stadtkern::map
