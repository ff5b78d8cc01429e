#include "map/outline.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern::map;

namespace {

const Projection k_whole({{53'000'000, 11'000'000}, 5});

}  // namespace

TEST_CASE("a line is drawn from where it begins, and what is no line is not drawn") {
  CHECK(outline(k_whole, "").empty());
  CHECK(outline(k_whole, "   ").empty());
  CHECK(outline(k_whole, "!\"#").empty());
  CHECK(outline(k_whole, "~~~~~~~~~~~~~~").empty());
}

TEST_CASE("a ring around the view is drawn with few points, one beside it not at all") {
  const auto ring = [](double south, double west, double north, double east) {
    std::string text;
    std::int64_t last[2] = {0, 0};
    const auto add = [&](double degrees, int which) {
      const auto now = static_cast<std::int64_t>(degrees * 10'000 + (degrees < 0 ? -0.5 : 0.5));
      const std::int64_t step = now - last[which];
      last[which] = now;
      auto rest = static_cast<std::uint64_t>(step < 0 ? ~(step * 2) : step * 2);
      for (; rest >= 32; rest >>= 5) text += static_cast<char>((32 | (rest & 31)) + 63);
      text += static_cast<char>(rest + 63);
    };
    const auto point = [&](double latitude, double longitude) {
      add(latitude, 0);
      add(longitude, 1);
    };
    for (int at = 0; at < 50; ++at) point(south, west + (east - west) * at / 50);
    for (int at = 0; at < 50; ++at) point(south + (north - south) * at / 50, east);
    for (int at = 0; at < 50; ++at) point(north, east - (east - west) * at / 50);
    for (int at = 0; at < 50; ++at) point(north - (north - south) * at / 50, west);
    return text;
  };
  const std::string around = outline(k_whole, ring(51, 9, 55, 13));
  CHECK_FALSE(around.empty());
  CHECK(around.size() < 200);
  CHECK(outline(k_whole, ring(56, 9, 58, 13)).empty());
  const std::string inside = outline(k_whole, ring(52.9, 10.9, 53.1, 11.1));
  CHECK(inside.size() > 300);
  const std::string both =
      outline(k_whole, ring(52.9, 10.9, 53.1, 11.1) + " " + ring(51, 9, 55, 13));
  CHECK(both == inside + around);
}
