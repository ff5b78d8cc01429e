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
  // The holiday on the day itself, or some days before it.
  PublicHoliday holiday_on(int days_ago) const;

 private:
  const Context* context_;
  mutable std::int8_t holiday_ = -1;  // computed when first asked
};

// How a rule applies on a day. Plain bytes without initial values: a day has many and needs few.
struct Match {
  bool applies;
  bool in_season;   // years, dates and weeks agree, whatever the weekday and holidays say
  bool is_regular;  // in season, and asks only for weekdays and times of the clock
  PublicHoliday holiday;
  std::int8_t holiday_offset;
  bool on_school_holiday;
  Day school_holiday;  // its first day, where on_school_holiday
};

// `selectors` are those of all rules.
void match(const Selector* selectors, const Rule& rule, const DayFacts& facts, Match& found);

// Further than any answer looks.
inline constexpr Day k_far_days = 40 * 366;

// A day after `day` up to which the years, dates and weeks of all rules agree as on `day`; far away
// where there are none.
Day season_end(const Rules& rules, Day day);

}  // namespace stadtkern::hours
