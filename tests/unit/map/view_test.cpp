#include "map/view.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace stadtkern::map;

TEST_CASE("a position is read strictly and to the millionth of a degree") {
  CHECK(position_of("53.829", "11.142") == Position{53'829'000, 11'142'000});
  CHECK(position_of("-0.5", "-179.9999999") == Position{-500'000, -179'999'999});
  CHECK(position_of("7", "0") == Position{7'000'000, 0});
  for (const char* wrong : {"", "-", ".", ".5", "5.", "1e3", "+5", " 5", "5 ", "5,1", "1.2.3", "86",
                            "99999999999", "0.12345678901234567890"}) {
    INFO(wrong);
    CHECK_FALSE(position_of(wrong, "11"));
  }
  CHECK_FALSE(position_of("53", "180.1"));
}

TEST_CASE("an address of a view says the same when it is read and written again") {
  for (const char* text : {"53.82900,11.14200,9", "-33.00001,-70.50000,0", "0.00000,-0.10000,14"}) {
    const auto view = parse_view(text);
    REQUIRE(view);
    CHECK(view_text(*view) == text);
  }
  for (const char* wrong : {"", "53,11", "53,11,", "53,11,15", "53,11,-1", "53,11,9.5", "53,11,9,1",
                            "53,11,009", "90,11,3", "x,11,3", "53,11,9 "}) {
    INFO(wrong);
    CHECK_FALSE(parse_view(wrong));
  }
}

TEST_CASE("the middle of a view lies in the middle of the map, north above, east to the right") {
  const View view{{53'829'000, 11'142'000}, 9};
  const Projection projection(view);
  const Point middle = projection.of(view.centre);
  CHECK(middle.x == 500);
  CHECK(middle.y == 500);
  const Point north_east = projection.of({53'830'000, 11'143'000});
  CHECK(north_east.x > 500);
  CHECK(north_east.y < 500);
  // A degree of longitude is shorter than one of latitude, here about 0.59 of it.
  const double ratio = double(north_east.x - 500) / double(500 - north_east.y);
  CHECK(ratio == Approx(0.59).margin(0.01));
}

TEST_CASE("a view moved away and back is where it was, and never leaves the earth") {
  const View view{{53'829'000, 11'142'000}, 9};
  const View away = moved(moved(view, {250, -125}, 0), {-250, 125}, 0);
  CHECK(std::abs(away.centre.latitude - view.centre.latitude) <= 10);
  CHECK(std::abs(away.centre.longitude - view.centre.longitude) <= 10);
  View corner = view;
  for (int step = 0; step < 100; ++step) corner = moved(corner, {3000, 3000}, -1);
  CHECK(corner == View{{-k_latitude_max, k_longitude_max}, 0});
  CHECK(moved(view, {0, 0}, 14).zoom == k_zoom_max);
}

TEST_CASE("a view of all shows all of them, and as near as it can") {
  const Placed all[] = {
      {{53'829'000, 11'142'000}, 0}, {{53'810'000, 11'196'000}, 1}, {{53'868'000, 11'155'000}, 2}};
  const View view = view_of_all(all);
  const Projection projection(view);
  for (const Placed& one : all) CHECK(in_view(projection.of(one.at)));
  const Projection nearer({view.centre, view.zoom + 1});
  // One step nearer they would touch the edge, where marks are cut.
  CHECK((nearer.of(all[1].at).y > 960 || nearer.of(all[2].at).y < 40));
  CHECK(view_of_all(std::span(all, 1)).zoom == k_zoom_town);
  CHECK(view_of_all({}) == View{});
}

TEST_CASE("the nearest zoom is found at which as many as wanted are in view") {
  const Position centre{53'829'000, 11'142'000};
  const Placed all[] = {{centre, 0}, {{53'830'000, 11'142'000}, 1}, {{54'829'000, 11'142'000}, 2}};
  CHECK(zoom_for(centre, all, 1) == k_zoom_town);
  const int near = zoom_for(centre, all, 2);
  CHECK(in_view(Projection({centre, near}).of(all[1].at)));
  const int far = zoom_for(centre, all, 3);
  CHECK(in_view(Projection({centre, far}).of(all[2].at)));
  CHECK(far < near);
  CHECK(zoom_for(centre, all, 100) == far);
}
