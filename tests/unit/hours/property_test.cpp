// Promises that hold for every value, tried on values made up from the grammar.
#include <catch2/catch.hpp>
#include <random>

#include "hours/review.hpp"
#include "iso_time.hpp"

using namespace stadtkern;
using namespace stadtkern::hours;
using hours_program::instant_of;

namespace {

class Values {
 public:
  explicit Values(unsigned seed) : random_(seed) {}

  std::string next() {
    std::string value = rule();
    for (int more = number(3); more > 0; --more) value += pick({"; ", "; ", ", ", " || "}) + rule();
    return value;
  }

  int number(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

 private:
  std::string pick(std::initializer_list<const char*> list) {
    return list.begin()[number(static_cast<int>(list.size()))];
  }

  std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

  std::string span() {
    const int from = number(24);
    const std::string start = two(from) + ":" + pick({"00", "30", "15"});
    switch (number(8)) {
      case 0:
        return start + "+";
      case 1:
        return two(18 + number(6)) + ":00-" + two(25 + number(9)) + ":30";
      case 2:
        return pick({"sunrise-sunset", "dawn-10:00", "(sunset+01:00)-26:00", "20:00-sunrise"});
      case 3:
        return start + "-" + two(number(24)) + ":45+";
      default:
        return start + "-" + two(std::min(24, from + 1 + number(9))) + ":00";
    }
  }

  std::string days() {
    return pick({"Mo-Fr", "Sa", "Su,PH", "PH", "Mo,We", "Fr-Mo", "SH", "Sa[1]", "Th[-1] +1 day",
                 "SH Mo-Fr", "PH -1 day", "Tu[2,4],PH", "Mo-Su"});
  }

  std::string season() {
    return pick({"Apr-Oct", "Nov-Mar", "Dec 24-26", "Mar 15-Oct 20", "easter -2 days-easter +1 day",
                 "week 01-53/2", "week 02-02/35", "Aug Su[-1] +0 days", "2026", "2026 Mar 29",
                 "Oct 25", "Mar Su[-1]", "Jan 01,Dec 31", "2026,2027: Dec 24-26",
                 "2025-2027: Aug,Dec 25-easter", "2026 Mar-Apr"});
  }

  std::string rule() {
    std::string text;
    if (number(4) == 0) text += season() + " ";
    if (number(4) > 0) text += days() + " ";
    for (int i = number(3); i >= 0; --i) text += span() + (i > 0 ? "," : " ");
    if (number(5) == 0) text += pick({"off", "open", "unknown", "\"nach Anruf\"", "off \"zu\""});
    while (text.back() == ' ') text.pop_back();
    return text;
  }

  std::mt19937 random_;
};

struct Place {
  std::vector<DayRange> school{{day_of(2026, 3, 30), day_of(2026, 4, 8)}};
  Context context;
  Place() {
    context.land = Land::mv;
    context.position = Position{53.86, 11.19};
    context.school_holidays = school;
  }
};

// Fortnights with both changes of the clock, Easter and New Year.
const char* const k_starts[] = {"2026-03-24T00:00:00+01:00", "2026-10-19T13:07:00+02:00",
                                "2026-12-21T00:00:00+01:00"};

}  // namespace

TEST_CASE("intervals agree with the state at every minute") {
  Values values(20260329);
  const Place place;
  for (int round = 0; round < 60; ++round) {
    const std::string value = values.next();
    const auto rules = parse(value);
    INFO(value);
    REQUIRE(rules.has_value());
    const Instant from = instant_of(k_starts[round % 3]).value();
    const Instant to{from.ms + 8 * k_day_ms};
    const auto list = intervals(rules.value(), from, to, place.context);
    std::size_t at = 0;
    for (Instant now = from; now < to; now.ms += k_minute_ms) {
      while (at < list.size() && list[at].to <= now) ++at;
      const bool inside = at < list.size() && list[at].from <= now;
      const State state = state_at(rules.value(), now, place.context);
      if (inside ? !(state == list[at].state) : state.openness != Openness::closed) {
        FAIL_CHECK("at " << hours_program::iso(now));
        break;
      }
    }
  }
}

TEST_CASE("the next change is the first minute with another openness") {
  Values values(7);
  const Place place;
  for (int round = 0; round < 120; ++round) {
    const std::string value = values.next();
    const auto rules = parse(value);
    INFO(value);
    REQUIRE(rules.has_value());
    Instant now{instant_of(k_starts[round % 3]).value().ms + values.number(10000) * k_minute_ms};
    const Openness before = state_at(rules.value(), now, place.context).openness;
    const auto next = next_change(rules.value(), now, place.context);
    const Instant end = next ? *next : Instant{now.ms + 30 * k_day_ms};
    if (next) CHECK(state_at(rules.value(), *next, place.context).openness != before);
    const Instant last{std::min(end.ms, now.ms + 30 * k_day_ms)};
    while (now < last) {
      REQUIRE(state_at(rules.value(), now, place.context).openness == before);
      now.ms += 15 * k_minute_ms;
    }
  }
}

TEST_CASE("a value and its canonical spelling mean the same, and the spelling is stable") {
  Values values(42);
  const Place place;
  for (int round = 0; round < 1500; ++round) {
    const std::string value = values.next();
    const auto rules = parse(value);
    INFO(value);
    REQUIRE(rules.has_value());
    const std::string spelling = canonical(rules.value());
    INFO(spelling);
    const auto again = parse(spelling);
    REQUIRE(again.has_value());
    CHECK(canonical(again.value()) == spelling);
    const Instant from = instant_of(k_starts[round % 3]).value();
    const Instant to{from.ms + 14 * k_day_ms};
    const auto ours = intervals(rules.value(), from, to, place.context);
    const auto theirs = intervals(again.value(), from, to, place.context);
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
      REQUIRE(ours[i].from == theirs[i].from);
      REQUIRE(ours[i].to == theirs[i].to);
      REQUIRE(ours[i].state == theirs[i].state);
    }
  }
}

TEST_CASE("a value is read again as what it was, whatever the blanks and the case") {
  for (const auto& [typed, meant] :
       {std::pair{"mo-fr 8-18", "Mo-Fr 08:00-18:00"},
        std::pair{"Mo–Fr 8.00–18.00 Uhr", "Mo-Fr 08:00-18:00"},
        std::pair{"Montags bis freitags: 9-12 Uhr und 14-18 Uhr", "Mo-Fr 09:00-12:00,14:00-18:00"},
        std::pair{"Di und Do 0900-1230", "Tu,Th 09:00-12:30"},
        std::pair{"täglich 10:00-open end", "Mo-Su 10:00+"}, std::pair{"rund um die Uhr", "24/7"},
        std::pair{"Sonn- und Feiertags geschlossen", "Su,PH off"},
        std::pair{"10:00-12:00 Mo", "Mo 10:00-12:00"}}) {
    const auto reviewed = review(typed);
    INFO(typed);
    REQUIRE(reviewed.ok());
    CHECK(canonical(reviewed.value().rules) == meant);
    CHECK_FALSE(reviewed.value().notices.empty());
  }
}
