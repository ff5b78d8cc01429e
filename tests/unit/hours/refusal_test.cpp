// What is no opening hours, and where the reader says so.
#include <catch2/catch.hpp>

#include "hours/review.hpp"

using namespace stadtkern;

namespace {

struct Refused {
  const char* value;
  const char* position;
};

}  // namespace

TEST_CASE("a value that means nothing is refused at the byte that is wrong") {
  const Refused cases[] = {
      {"", "0"},                // nothing at all
      {"Mo 10:00-", "9"},       // the end is missing
      {"Mo 10:00", "8"},        // a point in time
      {"Mo 10:60-12:00", "6"},  // no such minute
      {"Mo 25:00-26:00", "3"},  // starts outside the day
      {"Mo 20:00-49:00", "9"},  // beyond two days
      {"Jun 31", "4"},          // no such day
      {"Feb 30", "4"},
      {"Jun 20-10", "7"},  // backwards
      {"week 54", "5"},
      {"week 00", "5"},
      {"2014-2012", "5"},
      {"Sa[6]", "3"},
      {"Sa[1", "4"},
      {"Su-PH", "3"},
      {"(sunrise)-sunset", "8"},
      {"Mo \"open", "3"},  // the comment does not end
      {"|| open", "0"},
      {"Mo,,Tu", "2"},
      {"winter 10:00-12:00", "0"},
      {"PH +2 days", "4"},
      {"10:00-12:00/30", "11"},
      {"Mo-Fr \xFF", "6"},  // no UTF-8
  };
  for (const Refused& refused : cases) {
    INFO(refused.value);
    const auto rules = hours::review(refused.value);
    REQUIRE_FALSE(rules.ok());
    CHECK(rules.error().field == refused.position);
    CHECK_FALSE(rules.error().expected.empty());
  }
}

TEST_CASE("no text at all is no value") {
  CHECK_FALSE(hours::parse({}).has_value());
}

TEST_CASE("a value beyond the bounds is refused before any work") {
  CHECK(hours::review(std::string(2049, ' ')).error().code == Code::too_large);
  std::string many = "Mo off";
  for (int i = 0; i < 200; ++i) many += ";Mo off";
  CHECK(hours::review(many).error().code == Code::too_large);
}

TEST_CASE("an error never repeats what was typed") {
  const auto rules = hours::review("Mo-Fr geheimnis");
  REQUIRE_FALSE(rules.ok());
  CHECK(rules.error().expected.find("geheimnis") == std::string::npos);
}
