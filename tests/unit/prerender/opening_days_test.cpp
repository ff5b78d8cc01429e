#include "exports/opening_days.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern;
using namespace stadtkern::prerender;

namespace {

OpenDay times(std::string_view value, hours::Day day) {
  const auto rules = hours::parse(value);
  REQUIRE(rules);
  hours::Context context;
  context.land = hours::land_named("MV").value();
  return open_day(*rules, day, context);
}

constexpr hours::Day k_tuesday = hours::day_of(2026, 11, 24);

}  // namespace

TEST_CASE("a day says its times by the wall clock, in order") {
  CHECK(times("Mo-Fr 08:00-12:30,14:00-18:00", k_tuesday) ==
        OpenDay{{"08:00", "12:30"}, {"14:00", "18:00"}});
  CHECK(times("Mo-Fr 08:00-12:30", k_tuesday + 5).empty());
}

TEST_CASE("an evening that ends in the night belongs to its own day only") {
  CHECK(times("Tu 18:00-02:00", k_tuesday) == OpenDay{{"18:00", "02:00"}});
  CHECK(times("Tu 18:00-02:00", k_tuesday + 1).empty());
  CHECK(times("Tu 18:00-24:00", k_tuesday) == OpenDay{{"18:00", "00:00"}});
}

TEST_CASE("what never closes is open from 00:00 to 23:59 every day") {
  CHECK(times("24/7", k_tuesday) == OpenDay{{"00:00", "23:59"}});
  CHECK(times("Tu 00:00-24:00", k_tuesday) == OpenDay{{"00:00", "23:59"}});
  CHECK(times("Tu 00:00-24:00", k_tuesday + 1).empty());
}

TEST_CASE("what runs on into the next day's business is said of both days") {
  CHECK(times("Tu 20:00-24:00; We 00:00-10:00", k_tuesday) == OpenDay{{"20:00", "23:59"}});
  CHECK(times("Tu 20:00-24:00; We 00:00-10:00", k_tuesday + 1) == OpenDay{{"00:00", "10:00"}});
}

TEST_CASE("a holiday has the times of a holiday, and appointments are no times") {
  constexpr hours::Day k_christmas = hours::day_of(2026, 12, 25);
  CHECK(times("Mo-Fr 08:00-18:00; PH off", k_christmas).empty());
  CHECK(times("Mo-Fr 08:00-18:00; PH 10:00-11:00", k_christmas) == OpenDay{{"10:00", "11:00"}});
  CHECK(times("Mo-Fr 08:00-18:00 unknown \"nach Vereinbarung\"", k_tuesday).empty());
}

TEST_CASE("on the days when clocks change, times are those the clock on the wall shows") {
  CHECK(times("24/7", hours::day_of(2027, 3, 28)) == OpenDay{{"00:00", "23:59"}});
  CHECK(times("08:00-18:00", hours::day_of(2027, 3, 28)) == OpenDay{{"08:00", "18:00"}});
  CHECK(times("08:00-18:00", hours::day_of(2026, 10, 25)) == OpenDay{{"08:00", "18:00"}});
  CHECK(times("22:00-04:00", hours::day_of(2026, 10, 24)) == OpenDay{{"22:00", "04:00"}});
}

TEST_CASE("a week is usual where all seasons share it") {
  const auto usual = [](std::string_view value) {
    return usual_days(hours::parse(value).value(), {});
  };
  const auto week = usual("Mo-Fr 08:00-18:00; PH off");
  REQUIRE(week);
  CHECK((*week)[0] == OpenDay{{"08:00", "18:00"}});
  CHECK((*week)[6].empty());
  CHECK_FALSE(usual("Apr-Sep Mo-Fr 08:00-18:00"));
}

TEST_CASE("a day is written as machines read it") {
  CHECK(iso_date(k_tuesday) == "2026-11-24");
}
