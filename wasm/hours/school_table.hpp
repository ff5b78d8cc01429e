// School holidays of all German states from 2020 to 2030, as data of their own: a program that
// passes its own ranges in the Context does not link them. Source: OpenHolidays API data, Open
// Database License 1.0 (see README.md).
#pragma once

#include <vector>

#include "hours/holidays.hpp"

namespace stadtkern::hours {

// In order and without overlap. In Mecklenburg-Vorpommern those of the general schools (MV-ABS).
// Empty for Land::none.
std::vector<DayRange> school_holidays(Land land);

}  // namespace stadtkern::hours
