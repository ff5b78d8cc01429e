// Which piece of the earth a map shows. Maps are square: a place on one is given in thousandths of
// its side, from the upper left corner, whatever its size on a screen.
#pragma once

#include <span>

#include "map/position.hpp"

namespace stadtkern::map {

inline constexpr int k_side = 1000;     // thousandths
inline constexpr int k_zoom_max = 14;   // a side of about 108 m; each step before it doubles that
inline constexpr int k_zoom_town = 11;  // about 870 m: streets lie apart
inline constexpr int k_margin = 300;    // drawn beyond each edge, so that dragging shows no void

struct View {
  Position centre;
  int zoom = 0;  // from 0 (16 degrees of latitude) to k_zoom_max
  bool operator==(const View&) const = default;
};

// "53.82900,11.14200,9", strictly: latitude, longitude, zoom.
std::optional<View> parse_view(std::string_view text);
std::string view_text(const View& view);

struct Point {
  int x = 0;  // thousandths of the map's side
  int y = 0;
};

inline bool in_view(Point at) {
  return at.x >= 0 && at.y >= 0 && at.x < k_side && at.y < k_side;
}
inline bool is_drawn(Point at) {
  return at.x >= -k_margin && at.y >= -k_margin && at.x < k_side + k_margin &&
         at.y < k_side + k_margin;
}

// Equirectangular: degrees of longitude shrink with the latitude of the view's middle, taken in
// whole degrees so that what lies on one grid stays there while the map is moved.
class Projection {
 public:
  explicit Projection(const View& view);

  Point of(Position position) const;  // may lie outside
  // The upper left corner, in thousandths of a side from where the earth's grid begins.
  Point origin() const { return origin_; }

 private:
  Point on_earth(Position position) const;

  std::int64_t side_;    // millionths of a degree of latitude
  std::int64_t shrink_;  // of longitudes, in 65536ths
  Point origin_;
};

struct Placed {
  Position at;
  std::uint32_t item = 0;  // whatever the caller calls it
};

// A view from which one steps `by` thousandths of its side away, and `closer` steps of zoom nearer.
View moved(const View& view, Point by, int closer);

// The nearest view that shows all of them, the middle of a map of the whole region where there are
// none.
View view_of_all(std::span<const Placed> all);

// The nearest zoom, k_zoom_town at most, at which at least `wanted` of them, or all, are in view
// around `centre`.
int zoom_for(Position centre, std::span<const Placed> all, std::size_t wanted);

int side_metres(int zoom);

}  // namespace stadtkern::map
