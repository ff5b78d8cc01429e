// One local day under a set of rules: its state at every minute, and the minutes at which it may
// change. Lives shorter than the rules and the context it looks at.
#pragma once

#include "hours/days.hpp"

namespace stadtkern::hours {

// What is asked: the first `count` rules of a value at a place.
struct Asked {
  const Rules& rules;
  const Context& context;
  std::size_t count;
};

// Which rule says what holds.
struct Verdict {
  int rule;  // -1: none, closed
  Openness openness;
  bool is_guessed_end;  // in the guessed part of a span
};

class DayView {
 public:
  explicit DayView(const Asked& asked)
      : asked_(asked),
        rules_(asked.rules.rules.data()),
        selectors_(asked.rules.selectors.data()),
        count_(static_cast<int>(asked.count)) {}

  // Turns to a day. Everything below speaks of the day turned to last.
  void turn_to(Day day);

  // Minutes count from local midnight as they pass (see DayClock).
  Verdict at(int passed) const;

  // The verdict with the names of comments and holidays.
  State state_of(const Verdict& verdict) const;

  // The first minute after `passed` at which the verdict may be another; the day's length if none.
  int next_edge(int passed) const;

  // No rule that opens has its season on this day or reaches into it: closed all day long.
  bool is_out_of_season() const { return out_of_season_; }

  // The state of every minute follows from the weekday alone.
  bool is_regular() const { return regular_; }

  const DayClock& clock() const { return clock_; }

 private:
  struct Bounds {
    int from;
    int to;           // end of the certain part
    int guess_until;  // end of the guessed part; 0 where there is none
  };

  struct Matches {
    Match today;
    Match yesterday;
  };

  bool replaces(int index) const;
  void apply(int index, int days_ago, int passed, Verdict& verdict) const;
  Bounds bounds_of(const Span& span, int days_ago) const;
  int minute_of(const Time& time, int days_ago) const;
  int passed_on_day(int minute) const;

  const Asked& asked_;
  const Rule* rules_;
  const Selector* selectors_;
  int count_;
  DayClock clock_;
  bool out_of_season_ = true;
  bool regular_ = true;
  Matches matches_[k_rules_max];  // of the rules asked
};

}  // namespace stadtkern::hours
