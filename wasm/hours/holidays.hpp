// Public holidays of the sixteen German states, computed; school holidays, looked up in ranges that
// the caller brings (or in the table of school_table.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "hours/calendar.hpp"

namespace stadtkern::hours {

// The sixteen states by their ISO 3166-2:DE codes; `none` knows no public holidays.
enum class Land : std::uint8_t {
  none,
  bw,
  by,
  be,
  bb,
  hb,
  hh,
  he,
  mv,
  ni,
  nw,
  rp,
  sl,
  sn,
  st,
  sh,
  th
};

// By code ("MV", "DE-MV", any case); `none` for any other text.
Land land_coded(std::string_view code);

// By code or German name ("Mecklenburg-Vorpommern").
std::optional<Land> land_named(std::string_view name);

enum class PublicHoliday : std::uint8_t {
  none,
  new_year,
  epiphany,
  womens_day,
  good_friday,
  easter_sunday,
  easter_monday,
  labour_day,
  liberation_day,
  ascension,
  pentecost_sunday,
  pentecost_monday,
  uprising,
  corpus_christi,
  assumption,
  childrens_day,
  german_unity,
  reformation,
  all_saints,
  repentance,
  christmas,
  second_christmas
};

// The public holiday of a whole state on a day (from 1995 on; holidays of single municipalities are
// left out, except Assumption in Bavaria, which most of its municipalities keep).
PublicHoliday public_holiday(Day day, Land land);

// The German name, "" for none.
std::string_view german_name(PublicHoliday holiday);

// First and last day of a school holiday.
struct DayRange {
  Day first = 0;
  Day last = 0;
  bool holds(Day day) const { return first <= day && day <= last; }
};

// The range that holds the day, none where there is none; lives as long as the ranges.
const DayRange* range_with(std::span<const DayRange> ranges, Day day);

}  // namespace stadtkern::hours
