#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "hours/hours.hpp"
#include "hours/school_table.hpp"
#include "iso_time.hpp"
#include "support/shared_data.hpp"

using namespace stadtkern::hours;
using stadtkern::hours_program::instant_of;

namespace {

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> parts;
  std::stringstream stream(line);
  for (std::string part; std::getline(stream, part, by);) parts.push_back(part);
  return parts;
}

Day day_from(const std::string& text) {
  return day_of(std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)),
                std::stoi(text.substr(8, 2)));
}

constexpr const char* k_codes[] = {"BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV",
                                   "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"};

}  // namespace

TEST_CASE("the public holidays of every state from 2020 to 2030 are those of the table") {
  const auto path = stadtkern::testing::shared_data("holidays/holidays.public.csv");
  if (!path) return;
  std::map<std::string, std::set<Day>> table;
  std::ifstream file(*path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const auto fields = split(line, ';');
    if (fields.at(5) == "Local") continue;
    const std::string everywhere = "BW,BY,BE,BB,HB,HH,HE,MV,NI,NW,RP,SL,SN,ST,SH,TH";
    for (const auto& land : split(fields.size() > 8 ? fields[8] : everywhere, ',')) {
      table[land].insert(day_from(fields.at(2)));
    }
  }
  for (const char* code : k_codes) {
    const Land land = land_named(code).value();
    for (Day day = day_of(2020, 1, 1); day <= day_of(2030, 12, 31); ++day) {
      const Civil date = civil_of(day);
      INFO(code << " " << date.year << "-" << date.month << "-" << date.day);
      CHECK((public_holiday(day, land) != PublicHoliday::none) == (table[code].count(day) > 0));
    }
  }
}

TEST_CASE("Mecklenburg-Vorpommern keeps March 8 since 2023, and October 31") {
  CHECK(public_holiday(day_of(2022, 3, 8), Land::mv) == PublicHoliday::none);
  CHECK(public_holiday(day_of(2023, 3, 8), Land::mv) == PublicHoliday::womens_day);
  CHECK(public_holiday(day_of(2026, 10, 31), Land::mv) == PublicHoliday::reformation);
  CHECK(public_holiday(day_of(2026, 10, 31), Land::he) == PublicHoliday::none);
}

TEST_CASE("school holidays in Mecklenburg-Vorpommern are those of the general schools") {
  const auto ranges = school_holidays(Land::mv);
  CHECK(range_with(ranges, day_of(2028, 6, 26)) != nullptr);  // vocational: from July 17
  CHECK(range_with(ranges, day_of(2028, 8, 5)) != nullptr);
  CHECK(range_with(ranges, day_of(2028, 8, 6)) == nullptr);  // vocational: to September 2
}

TEST_CASE("the built-in school holidays of every state are in order and reach from 2020 to 2030") {
  for (const char* code : k_codes) {
    const auto ranges = school_holidays(land_named(code).value());
    INFO(code);
    REQUIRE(ranges.size() > 40);
    CHECK(ranges.front().first < day_of(2020, 3, 1));
    CHECK(ranges.back().last > day_of(2030, 7, 1));
    for (std::size_t i = 1; i < ranges.size(); ++i) REQUIRE(ranges[i - 1].last < ranges[i].first);
  }
}

TEST_CASE("a value that knows school holidays asks the ranges it is given") {
  const auto rules = parse("Mo-Fr 08:00-18:00; SH 10:00-14:00");
  const DayRange holidays[] = {{day_of(2026, 7, 6), day_of(2026, 7, 10)}};
  Context context;
  context.school_holidays = holidays;
  const auto at = [&](const char* time) {
    return state_at(*rules, instant_of(time).value(), context).openness;
  };
  CHECK(at("2026-07-07T09:00:00+02:00") == Openness::closed);
  CHECK(at("2026-07-07T11:00:00+02:00") == Openness::open);
  CHECK(at("2026-07-14T09:00:00+02:00") == Openness::open);
}

TEST_CASE("states are found by code and by name, and nothing else is one") {
  CHECK(land_named("mv") == Land::mv);
  CHECK(land_named("DE-TH") == Land::th);
  CHECK(land_named("Baden-Württemberg") == Land::bw);
  CHECK_FALSE(land_named("Preußen").has_value());
  CHECK_FALSE(land_named("").has_value());
}
