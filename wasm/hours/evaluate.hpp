// The questions of hours.hpp, asked of some of the rules, and intervals one by one.
#pragma once

#include "hours/day_view.hpp"

namespace stadtkern::hours {

State state_at(const Asked& asked, Instant instant);

std::optional<Instant> next_change(const Asked& asked, Instant after);

// Hands out what intervals() lists, one after the other. Lives shorter than what is asked.
class Intervals {
 public:
  Intervals(const Asked& asked, Instant from, Instant to);

  // False where there is none left.
  bool next(Interval& interval);

 private:
  DayView view_;
  Instant from_;
  Instant to_;
  int passed_ = 0;
};

}  // namespace stadtkern::hours
