#include "hours/day_view.hpp"
#include "hours/hours.hpp"

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

// Adds a piece of one state, joining it with what comes directly before.
void add(std::vector<Interval>& list, Instant from, Instant to, const State& state) {
  if (state.openness == Openness::closed || from >= to) return;
  if (!list.empty() && list.back().to == from && list.back().state == state) {
    list.back().to = to;
  } else {
    list.push_back({from, to, state});
  }
}

constexpr unsigned bit(Openness openness) {
  return 1U << static_cast<unsigned>(openness);
}

// The openness that the rules can yield at all, as bits.
unsigned possible_openness(const Rules& rules) {
  unsigned possible = bit(Openness::closed);
  for (const Rule& rule : rules.rules) {
    const bool holds_always = !rule.has_dates && rule.spans.count == 0;
    if (holds_always && rule.is_fallback) {
      const bool fills = (possible & bit(Openness::closed)) != 0;
      possible &= ~bit(Openness::closed);
      if (fills) possible |= bit(rule.meaning);
    } else if (holds_always) {
      possible = bit(rule.meaning);
    } else {
      possible |= bit(rule.meaning);
      if (rule.meaning != Openness::closed) possible |= bit(Openness::closed);
      if (rule.meaning == Openness::open) possible |= bit(Openness::unknown);  // an open end
    }
  }
  return possible;
}

}  // namespace

State state_at(const Rules& rules, Instant instant, const Context& context) {
  const DayView view(rules, context, local_day(instant));
  return view.at(passed_at(view, instant));
}

std::optional<Instant> next_change(const Rules& rules, Instant after, const Context& context) {
  const unsigned possible = possible_openness(rules);
  if ((possible & (possible - 1)) == 0) return std::nullopt;
  const Day first = local_day(after);
  Day day = first;
  int quiet_days = 0;  // in a row, following from the weekday alone
  Openness openness{};
  for (int looked = 0; looked < k_days_looked_at_max && day < first + k_far_days; ++looked) {
    const DayView view(rules, context, day);
    const int start = day == first ? passed_at(view, after) : 0;
    if (day == first) openness = view.at(start).openness;
    const int change = change_in(view, start, openness);
    if (change >= 0) return view.clock().at(change);
    quiet_days = view.is_regular() ? quiet_days + 1 : 0;
    const bool may_skip = view.is_out_of_season() || quiet_days > k_week;
    const Day end = may_skip ? season_end(rules, day) : day + 1;
    if (end > day + 1) quiet_days = 0;
    day = end;
  }
  return std::nullopt;
}

std::vector<Interval> intervals(const Rules& rules, Instant from, Instant to,
                                const Context& context) {
  std::vector<Interval> list;
  for (Day day = local_day(from);; ++day) {
    const DayView view(rules, context, day);
    if (view.clock().start_ms >= to.ms) return list;
    for (int passed = 0; passed < view.clock().length();) {
      const int next = view.next_edge(passed);
      add(list, std::max(from, view.clock().at(passed)), std::min(to, view.clock().at(next)),
          view.at(passed));
      passed = next;
    }
  }
}

std::vector<Notice> past_dates(const Rules& rules, Instant now) {
  const Day today = local_day(now);
  std::vector<Notice> found;
  for (const Dates& dates : rules.dates) {
    const Anchor& end = dates.is_range ? dates.to : dates.from;
    if (dates.from.year == 0 || end.kind != AnchorKind::month_day) continue;
    const int year = end.year != 0 ? end.year : dates.from.year;
    if (day_of(year, end.month, end.day) >= today) continue;
    found.push_back({dates.is_range ? NoticeKind::date_range_past : NoticeKind::date_past, 0});
  }
  return found;
}

}  // namespace stadtkern::hours
