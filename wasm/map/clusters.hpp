// Which positions stand alone on a map and which share a mark, because marks would cover each
// other.
#pragma once

#include <vector>

#include "map/view.hpp"

namespace stadtkern::map {

struct Cluster {
  Point low;  // the corners of what it holds
  Point high;
  Point sum;
  int count = 0;
  std::uint32_t item = 0;  // the first of them, in the caller's order

  Point middle() const { return {sum.x / count, sum.y / count}; }
};

// Those that are drawn (see is_drawn), at most 289; the same positions are joined however the map
// was moved there.
std::vector<Cluster> cluster(const Projection& projection, std::span<const Placed> all);

// How many steps of zoom, at least one, spread the members of a cluster over the map; 0 where they
// cannot be told apart.
int steps_to_spread(const Cluster& cluster, int zoom);

}  // namespace stadtkern::map
