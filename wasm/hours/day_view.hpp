// One local day under a set of rules: its state at every minute, and the minutes at which it may
// change. Lives shorter than the rules and the context it looks at.
#pragma once

#include <array>

#include "hours/days.hpp"

namespace stadtkern::hours {

class DayView {
 public:
  DayView(const Rules& rules, const Context& context, Day day);

  // Minutes count from local midnight as they pass (see DayClock).
  State at(int passed) const;

  // The first minute after `passed` at which the state may be another; the day's length if none.
  int next_edge(int passed) const;

  // No rule that opens has its season on this day or reaches into it: closed all day long.
  bool is_out_of_season() const { return out_of_season_; }

  // The state of every minute follows from the weekday alone.
  bool is_regular() const { return regular_ && clock_.change_minutes == 0; }

  const DayClock& clock() const { return clock_; }

 private:
  struct Bounds {
    int from;
    int to;           // end of the certain part
    int guess_until;  // end of the guessed part, or `to`
  };

  struct Matches {
    Match today;
    Match yesterday;
  };

  void apply(const Rule& rule, const Match& match, int days_ago, int passed, State& state) const;
  void set(const Rule& rule, const Match& match, bool is_guess, State& state) const;
  Bounds bounds_of(const Span& span, int days_ago) const;
  int minute_of(const Time& time, int days_ago) const;
  int passed_on_day(int minute) const;
  static void narrow(int edge, int passed, int& next);

  const Rules& rules_;
  DayFacts today_;
  DayFacts yesterday_;
  DayClock clock_;
  bool out_of_season_ = true;
  bool regular_ = true;
  std::array<Matches, k_rules_max> matches_;  // of the first rules, as many as there are
};

}  // namespace stadtkern::hours
