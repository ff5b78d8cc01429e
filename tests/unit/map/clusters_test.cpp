#include "map/clusters.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern::map;

namespace {

// A town's worth of positions, scattered without a library's randomness.
std::vector<Placed> scattered(std::uint32_t count) {
  std::vector<Placed> all;
  std::uint32_t seed = 7;
  const auto next = [&] {
    return static_cast<std::int32_t>((seed = seed * 1664525 + 1013904223) >> 10);
  };
  for (std::uint32_t item = 0; item < count; ++item)
    all.push_back({{53'000'000 + next() % 1'500'000, 10'000'000 + next() % 2'500'000}, item});
  return all;
}

int members(const std::vector<Cluster>& clusters) {
  int sum = 0;
  for (const Cluster& one : clusters) sum += one.count;
  return sum;
}

}  // namespace

TEST_CASE(
    "everything that is drawn stands in exactly one mark, and marks do not cover each other") {
  const auto all = scattered(10'000);
  for (int zoom = 3; zoom <= 9; ++zoom) {
    const Projection projection({{53'700'000, 11'100'000}, zoom});
    int drawn = 0;
    for (const Placed& one : all) drawn += is_drawn(projection.of(one.at)) ? 1 : 0;
    const auto clusters = cluster(projection, all);
    INFO(zoom);
    CHECK(members(clusters) == drawn);
    CHECK(clusters.size() <= 300);
    int crossing = 0;
    for (const Cluster& one : clusters) {
      for (const Cluster& other : clusters) {
        const auto x = one.middle().x - other.middle().x;
        const auto y = one.middle().y - other.middle().y;
        if (&one != &other && x * x + y * y < 60 * 60) ++crossing;
      }
    }
    CHECK(crossing == 0);
  }
}

TEST_CASE("what shares a mark in the middle shares it when the map was moved aside") {
  const auto all = scattered(2'000);
  const View view{{53'700'000, 11'100'000}, 6};
  const View aside = moved(view, {100, 0}, 0);
  const auto before = cluster(Projection(view), all);
  const auto after = cluster(Projection(aside), all);
  int same = 0;
  int inner = 0;
  for (const Cluster& one : before) {
    const Point at = one.middle();
    if (at.x < 250 || at.x > 750 || at.y < 250 || at.y > 750) continue;
    ++inner;
    for (const Cluster& other : after) same += other.item == one.item && other.count == one.count;
  }
  CHECK(inner > 5);
  CHECK(same >= inner * 9 / 10);
}

TEST_CASE("a cluster says how near its members part; those at one spot never do") {
  const Position here{53'829'000, 11'142'000};
  const Placed apart[] = {{here, 0}, {{53'829'300, 11'142'000}, 1}};
  const View view{here, 8};
  const auto joined = cluster(Projection(view), apart);
  REQUIRE(joined.size() == 1);
  const int steps = steps_to_spread(joined[0], view.zoom);
  CHECK(steps > 0);
  CHECK(cluster(Projection({here, view.zoom + steps}), apart).size() == 2);
  const Placed together[] = {{here, 0}, {here, 1}};
  CHECK(steps_to_spread(cluster(Projection(view), together)[0], view.zoom) == 0);
}
