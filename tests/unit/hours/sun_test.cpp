#include <catch2/catch.hpp>

#include "hours/sun.hpp"

using namespace stadtkern::hours;

namespace {

constexpr Position k_grevesmuehlen{53.86, 11.19};

void check_minute(int minute, int hour, int expected_minute) {
  CHECK(std::abs(minute - (hour * 60 + expected_minute)) <= 2);
}

}  // namespace

// Times of the NOAA solar calculator for 53.86 N 11.19 E.
TEST_CASE("the sun rises and sets in Grevesmühlen within two minutes of the almanac") {
  const Day midsummer = day_of(2026, 6, 21);
  check_minute(sun_minute(Event::sunrise, midsummer, k_grevesmuehlen), 4, 43);
  check_minute(sun_minute(Event::sunset, midsummer, k_grevesmuehlen), 21, 52);
  const Day midwinter = day_of(2026, 12, 21);
  check_minute(sun_minute(Event::sunrise, midwinter, k_grevesmuehlen), 8, 33);
  check_minute(sun_minute(Event::sunset, midwinter, k_grevesmuehlen), 15, 54);
}

TEST_CASE("twilight encloses the day all year round") {
  for (Day day = day_of(2026, 1, 1); day < day_of(2027, 1, 1); ++day) {
    const int dawn = sun_minute(Event::dawn, day, k_grevesmuehlen);
    const int rise = sun_minute(Event::sunrise, day, k_grevesmuehlen);
    const int set = sun_minute(Event::sunset, day, k_grevesmuehlen);
    const int dusk = sun_minute(Event::dusk, day, k_grevesmuehlen);
    REQUIRE(dawn + 25 < rise);
    REQUIRE(rise + 400 < set);
    REQUIRE(set + 25 < dusk);
  }
}

TEST_CASE("without a place, and beyond the polar circle in summer, the sun keeps usual times") {
  CHECK(sun_minute(Event::sunrise, 20000, std::nullopt) == 360);
  CHECK(sun_minute(Event::dusk, 20000, std::nullopt) == 1110);
  CHECK(sun_minute(Event::sunset, day_of(2026, 6, 21), Position{78, 15}) == 1080);
}
