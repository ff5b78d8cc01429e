#include "hours/evaluate.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_days_looked_at_max = 5000;
constexpr int k_week = 7;

int passed_at(const DayView& view, Instant instant) {
  return static_cast<int>((instant.ms - view.clock().start_ms) / k_minute_ms);
}

// The first minute of the day after `passed` with another openness, -1 where there is none.
int change_in(const DayView& view, int passed, Openness openness) {
  while (passed < view.clock().length()) {
    if (view.at(passed).openness != openness) return passed;
    passed = view.next_edge(passed);
  }
  return -1;
}

// Whether the rules can yield more than one openness, counted as bits.
bool may_change(const Asked& asked) {
  constexpr unsigned k_closed = 1;
  constexpr unsigned k_any = 7;
  unsigned possible = k_closed;
  for (std::size_t i = 0; i < asked.count; ++i) {
    const Rule& rule = asked.rules.rules[i];
    const unsigned own = 1U << static_cast<unsigned>(rule.meaning);
    if (rule.has_dates() || rule.spans_count > 0) {
      possible = own == k_closed ? possible | k_closed : k_any;
    } else if (!rule.is_fallback) {
      possible = own;
    } else if ((possible & k_closed) != 0) {
      possible = (possible - k_closed) | own;
    }
  }
  return (possible & (possible - 1)) != 0;
}

}  // namespace

State state_at(const Asked& asked, Instant instant) {
  DayView view(asked);
  view.turn_to(local_day(instant));
  return view.state_of(view.at(passed_at(view, instant)));
}

std::optional<Instant> next_change(const Asked& asked, Instant after) {
  if (!may_change(asked)) return std::nullopt;
  const Day first = local_day(after);
  DayView view(asked);
  Day day = first;
  int quiet_days = 0;  // in a row, following from the weekday alone
  Openness openness{};
  for (int looked = 0; looked < k_days_looked_at_max && day < first + k_far_days; ++looked) {
    view.turn_to(day);
    const int start = day == first ? passed_at(view, after) : 0;
    if (day == first) openness = view.at(start).openness;
    const int change = change_in(view, start, openness);
    if (change >= 0) return view.clock().at(change);
    quiet_days = view.is_regular() ? quiet_days + 1 : 0;
    const bool may_skip = view.is_out_of_season() || quiet_days > k_week;
    const Day end = may_skip ? season_end(asked.rules, day) : day + 1;
    if (end > day + 1) quiet_days = 0;
    day = end;
  }
  return std::nullopt;
}

Intervals::Intervals(const Asked& asked, Instant from, Instant to)
    : view_(asked), from_(from), to_(to) {
  view_.turn_to(local_day(from));
}

bool Intervals::next(Interval& interval) {
  bool has_one = false;
  while (view_.clock().start_ms < to_.ms) {
    if (passed_ >= view_.clock().length()) {
      view_.turn_to(view_.clock().day + 1);
      passed_ = 0;
      continue;
    }
    const int edge = view_.next_edge(passed_);
    Instant from = view_.clock().at(passed_);
    Instant to = view_.clock().at(edge);
    if (from.ms < from_.ms) from = from_;
    if (to.ms > to_.ms) to = to_;
    const State state = view_.state_of(view_.at(passed_));
    if (state.openness != Openness::closed && from.ms < to.ms) {
      const bool joins = has_one && interval.to.ms == from.ms && interval.state == state;
      if (has_one && !joins) return true;
      if (!joins) interval = {from, to, state};
      interval.to = to;
      has_one = true;
    }
    passed_ = edge;
  }
  return has_one;
}

State state_at(const Rules& rules, Instant instant, const Context& context) {
  return state_at({rules, context, rules.rules.size()}, instant);
}

std::optional<Instant> next_change(const Rules& rules, Instant after, const Context& context) {
  return next_change({rules, context, rules.rules.size()}, after);
}

std::vector<Interval> intervals(const Rules& rules, Instant from, Instant to,
                                const Context& context) {
  const Asked asked{rules, context, rules.rules.size()};
  std::vector<Interval> list;
  Intervals walk(asked, from, to);
  for (Interval next; walk.next(next);) list.push_back(next);
  return list;
}

}  // namespace stadtkern::hours
