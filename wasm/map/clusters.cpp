#include "map/clusters.hpp"

#include <algorithm>

namespace stadtkern::map {
namespace {

constexpr int k_cell = 110;  // thousandths: a mark's width on the smallest screen
constexpr int k_near = 104;  // middles that are nearer share a mark
constexpr int k_cells = (k_side + 2 * k_margin) / k_cell + 2;

int cell_of(int on_earth) {
  return on_earth >= 0 ? on_earth / k_cell : -((k_cell - 1 - on_earth) / k_cell);
}

void join(Cluster& to, const Cluster& other) {
  if (to.count == 0) {
    to = other;
    return;
  }
  to.low = {std::min(to.low.x, other.low.x), std::min(to.low.y, other.low.y)};
  to.high = {std::max(to.high.x, other.high.x), std::max(to.high.y, other.high.y)};
  to.sum = {to.sum.x + other.sum.x, to.sum.y + other.sum.y};
  to.count += other.count;
  to.item = std::min(to.item, other.item);
}

bool are_near(Point a, Point b) {
  const int x = a.x - b.x;
  const int y = a.y - b.y;
  return x * x + y * y < k_near * k_near;
}

// Each joins the first before it that is near; true where one did, because middles move then.
bool join_near(std::vector<Cluster>& clusters) {
  std::size_t kept = 0;
  bool joined = false;
  for (std::size_t at = 0; at < clusters.size(); ++at) {
    if (clusters[at].count == 0) continue;
    std::size_t near = 0;
    while (near < kept && !are_near(clusters[near].middle(), clusters[at].middle())) ++near;
    if (near < kept) {
      join(clusters[near], clusters[at]);
      joined = true;
    } else {
      clusters[kept++] = clusters[at];
    }
  }
  clusters.resize(kept);
  return joined;
}

}  // namespace

std::vector<Cluster> cluster(const Projection& projection, std::span<const Placed> all) {
  const Point origin = projection.origin();
  const int first_column = cell_of(origin.x - k_margin);
  const int first_row = cell_of(origin.y - k_margin);
  std::vector<Cluster> cells(k_cells * k_cells);
  for (const Placed& one : all) {
    const Point at = projection.of(one.at);
    if (!is_drawn(at)) continue;
    const int column = cell_of(origin.x + at.x) - first_column;
    const int row = cell_of(origin.y + at.y) - first_row;
    join(cells[static_cast<std::size_t>(row * k_cells + column)], {at, at, at, 1, one.item});
  }
  while (join_near(cells)) {
  }
  return cells;
}

int steps_to_spread(const Cluster& cluster, int zoom) {
  const int width = std::max(cluster.high.x - cluster.low.x, cluster.high.y - cluster.low.y);
  const int steps_max = k_zoom_max - zoom;
  if (width << steps_max < k_near) return 0;
  int steps = 1;
  while (steps < steps_max && width << (steps + 1) <= k_side * 8 / 10) ++steps;
  return steps;
}

}  // namespace stadtkern::map
