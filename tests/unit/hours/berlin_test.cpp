#include <catch2/catch.hpp>

#include "hours/berlin.hpp"
#include "hours/hours.hpp"
#include "iso_time.hpp"

using namespace stadtkern;
using hours_program::instant_of;
using hours_program::iso;

namespace {

std::vector<std::string> times(const char* value, const char* from, const char* to) {
  const auto rules = hours::parse(value);
  REQUIRE(rules.has_value());
  std::vector<std::string> list;
  for (const auto& interval :
       hours::intervals(rules.value(), instant_of(from).value(), instant_of(to).value(), {})) {
    list.push_back(iso(interval.from) + "/" + iso(interval.to));
  }
  return list;
}

}  // namespace

TEST_CASE("the calendar agrees with itself over four centuries") {
  int weekday = hours::weekday_of(hours::day_of(1800, 1, 1));
  CHECK(weekday == 2);  // a Wednesday
  for (hours::Day day = hours::day_of(1800, 1, 1); day < hours::day_of(2200, 1, 1); ++day) {
    const hours::Civil date = hours::civil_of(day);
    REQUIRE(hours::day_of(date.year, date.month, date.day) == day);
    REQUIRE(hours::weekday_of(day) == weekday);
    weekday = (weekday + 1) % 7;
  }
}

TEST_CASE("ISO weeks at the turn of the year") {
  CHECK(hours::iso_week(hours::day_of(2021, 1, 3)) == 53);
  CHECK(hours::iso_week(hours::day_of(2021, 1, 4)) == 1);
  CHECK(hours::iso_week(hours::day_of(2024, 12, 30)) == 1);
  CHECK(hours::iso_week(hours::day_of(2026, 12, 31)) == 53);
}

TEST_CASE("Easter falls where the computus says") {
  CHECK(hours::easter_of(2008) == hours::day_of(2008, 3, 23));
  CHECK(hours::easter_of(2026) == hours::day_of(2026, 4, 5));
  CHECK(hours::easter_of(2038) == hours::day_of(2038, 4, 25));
}

TEST_CASE("local time is written with the offset that held") {
  for (const char* text :
       {"2026-03-29T01:59:00+01:00", "2026-03-29T03:00:00+02:00", "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00", "1999-12-31T23:59:59+01:00"}) {
    CHECK(iso(instant_of(text).value()) == text);
  }
}

TEST_CASE("every minute belongs to the local day whose clock counts it") {
  const std::int64_t start = instant_of("2026-03-27T00:00:00Z").value().ms;
  for (const std::int64_t from : {start, instant_of("2026-10-23T00:00:00Z").value().ms}) {
    for (std::int64_t ms = from; ms < from + 4 * k_day_ms; ms += k_minute_ms) {
      const hours::DayClock clock = hours::clock_of(hours::local_day({ms}));
      REQUIRE(ms >= clock.start_ms);
      REQUIRE(ms < clock.at(clock.length()).ms);
      REQUIRE(hours::clock_of(clock.day + 1).start_ms == clock.at(clock.length()).ms);
    }
  }
}

TEST_CASE("the missing hour moves an end on and swallows what lies in it") {
  const char* from = "2026-03-28T12:00:00+01:00";
  const char* to = "2026-03-29T12:00:00+02:00";
  CHECK(times("22:00-02:30", from, to) ==
        std::vector<std::string>{"2026-03-28T22:00:00+01:00/2026-03-29T03:30:00+02:00"});
  CHECK(times("02:00-05:00", from, to) ==
        std::vector<std::string>{"2026-03-29T03:00:00+02:00/2026-03-29T05:00:00+02:00"});
  CHECK(times("02:15-02:45", from, to).empty());
}

TEST_CASE("in the doubled hour the first showing counts") {
  const char* from = "2026-10-24T12:00:00+02:00";
  const char* to = "2026-10-25T12:00:00+01:00";
  CHECK(times("22:00-02:30", from, to) ==
        std::vector<std::string>{"2026-10-24T22:00:00+02:00/2026-10-25T02:30:00+02:00"});
  CHECK(times("02:30-05:00", from, to) ==
        std::vector<std::string>{"2026-10-25T02:30:00+02:00/2026-10-25T05:00:00+01:00"});
}
