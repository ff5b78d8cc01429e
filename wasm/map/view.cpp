#include "map/view.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace stadtkern::map {
namespace {

constexpr std::int64_t k_one = 65'536;  // of fixed-point numbers

std::int64_t side_of(int zoom) {
  return 16LL * k_degree >> zoom;
}

// The cosine of a latitude in whole degrees, by Bhaskara's approximation (Plofker, Mathematics in
// India, 2009): off by 0.0017 at most, and no library has a say in it.
std::int64_t cosine(std::int32_t latitude) {
  const std::int64_t degrees = (latitude + (latitude < 0 ? -1 : 1) * k_degree / 2) / k_degree;
  const std::int64_t square = degrees * degrees;
  return k_one * (32'400 - 4 * square) / (32'400 + square);
}

int floor_div(std::int64_t number, std::int64_t by) {
  return static_cast<int>(number >= 0 ? number / by : -((by - 1 - number) / by));
}

std::int32_t within(std::int64_t number, std::int32_t bound) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(number, -bound, bound));
}

}  // namespace

std::optional<View> parse_view(std::string_view text) {
  const std::size_t first = text.find(',');
  const std::size_t last = text.rfind(',');
  if (first == last) return std::nullopt;
  const auto centre = position_of(text.substr(0, first), text.substr(first + 1, last - first - 1));
  const std::string_view digits = text.substr(last + 1);
  const auto zoom = millionths_of(digits, k_zoom_max * k_degree);
  if (!centre || !zoom || digits.size() > 2 || *zoom < 0) return std::nullopt;
  return View{*centre, *zoom / k_degree};
}

std::string view_text(const View& view) {
  return degrees_text(view.centre.latitude) + "," + degrees_text(view.centre.longitude) + "," +
         std::to_string(view.zoom);
}

Projection::Projection(const View& view)
    : side_(side_of(view.zoom)), shrink_(cosine(view.centre.latitude)) {
  const Point centre = on_earth(view.centre);
  origin_ = {centre.x - k_side / 2, centre.y - k_side / 2};
}

Point Projection::on_earth(Position position) const {
  return {floor_div(position.longitude * shrink_ / k_one * k_side, side_),
          floor_div(-std::int64_t{position.latitude} * k_side, side_)};
}

Point Projection::of(Position position) const {
  const Point at = on_earth(position);
  return {at.x - origin_.x, at.y - origin_.y};
}

View moved(const View& view, Point by, int closer) {
  const std::int64_t side = side_of(view.zoom);
  const std::int64_t south = by.y * side / k_side;
  const std::int64_t east = by.x * side / k_side * k_one / cosine(view.centre.latitude);
  // In whole hundred-thousandths, as the address has them.
  return {{within((view.centre.latitude - south) / 10 * 10, k_latitude_max),
           within((view.centre.longitude + east) / 10 * 10, k_longitude_max)},
          std::clamp(view.zoom + closer, 0, k_zoom_max)};
}

View view_of_all(std::span<const Placed> all) {
  if (all.empty()) return {};
  Position low = all.front().at;
  Position high = low;
  for (const auto& [at, item] : all) {
    low = {std::min(low.latitude, at.latitude), std::min(low.longitude, at.longitude)};
    high = {std::max(high.latitude, at.latitude), std::max(high.longitude, at.longitude)};
  }
  const Position centre{(low.latitude / 10 + high.latitude / 10) / 2 * 10,
                        (low.longitude / 10 + high.longitude / 10) / 2 * 10};
  const Placed corners[] = {{low}, {high}};
  return {centre, zoom_for(centre, corners, 2)};
}

int zoom_for(Position centre, std::span<const Placed> all, std::size_t wanted) {
  constexpr int k_edge = k_side * 46 / 100;  // marks need room around their middle
  std::array<std::size_t, k_zoom_max + 1> nearest{};
  const Projection finest({centre, k_zoom_max});
  for (const Placed& one : all) {
    const Point at = finest.of(one.at);
    int away = std::max(std::abs(at.x - k_side / 2), std::abs(at.y - k_side / 2));
    int zoom = k_zoom_max;
    for (; away > k_edge && zoom > 0; away /= 2) --zoom;
    ++nearest[static_cast<std::size_t>(zoom)];
  }
  std::size_t seen = 0;
  int zoom = k_zoom_max;
  for (; zoom > 0; --zoom) {
    seen += nearest[static_cast<std::size_t>(zoom)];
    if (seen >= std::min(wanted, all.size())) break;
  }
  return std::min(zoom, k_zoom_town);
}

int side_metres(int zoom) {
  return static_cast<int>(side_of(zoom) * 11'132 /
                          100'000);  // a degree of latitude: 111.32 km (WGS 84, mean)
}

}  // namespace stadtkern::map
