// Which rules apply on a day.
#pragma once

#include "hours/berlin.hpp"
#include "hours/hours.hpp"

namespace stadtkern::hours {

// A local day and what the selectors ask about it.
class DayFacts {
 public:
  DayFacts(Day day, const Context& context);

  Day day;
  Civil date;
  int weekday;

  const Context& context() const { return *context_; }
  PublicHoliday holiday() const;

 private:
  const Context* context_;
  mutable std::int8_t holiday_ = -1;  // computed when first asked
};

// How a rule applies on a day. Plain bytes without initial values: a day has many and needs few.
struct Match {
  bool applies;
  bool in_season;  // years, dates and weeks agree, whatever the weekday and holidays say
  PublicHoliday holiday;
  std::int8_t holiday_offset;
  bool on_school_holiday;
  Day school_holiday;  // its first day, where on_school_holiday
};

Match match(const Rules& rules, const Rule& rule, const DayFacts& facts);

// Further than any answer looks.
inline constexpr Day k_far_days = 40 * 366;

// The first day after `day` on which the years, dates or weeks of any rule may agree differently;
// far away where there are none.
Day season_end(const Rules& rules, Day day);

// True where the rule asks for more than years, dates, weeks and plain weekdays.
bool is_irregular(const Rules& rules, const Rule& rule);

}  // namespace stadtkern::hours
