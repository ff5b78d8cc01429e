#include "hours/day_view.hpp"

namespace stadtkern::hours {

void DayView::turn_to(Day day) {
  const DayFacts today(day, asked_.context);
  const DayFacts yesterday(day - 1, asked_.context);
  clock_ = clock_of(day);
  out_of_season_ = true;
  regular_ = clock_.change_minutes == 0;
  for (int i = 0; i < count_; ++i) {
    const Rule& rule = rules_[i];
    Matches& matches = matches_[i];
    match(selectors_, rule, today, matches.today);
    matches.yesterday = {};
    if (rule.spills) match(selectors_, rule, yesterday, matches.yesterday);
    for (const Match* match : {&matches.today, &matches.yesterday}) {
      if (!match->in_season) continue;
      if (rule.meaning != Openness::closed) out_of_season_ = false;
      regular_ &= match->is_regular;
    }
  }
}

Verdict DayView::at(int passed) const {
  Verdict verdict{-1, Openness::closed, false};
  for (int i = 0; i < count_; ++i) {
    if (matches_[i].today.applies) {
      if (replaces(i)) verdict = {-1, Openness::closed, false};
      apply(i, 0, passed, verdict);
    }
    if (matches_[i].yesterday.applies) apply(i, 1, passed, verdict);
  }
  return verdict;
}

// A rule that says when it is open or maybe open, and is not added to the one before, replaces all
// hours of its days. A rule without days only adds to another one without days.
bool DayView::replaces(int index) const {
  const Rule& rule = rules_[index];
  if (rule.separator != Separator::normal || rule.meaning == Openness::closed) return false;
  if (rule.has_dates()) return true;
  return index > 0 && rule.meaning == Openness::open && !rules_[index - 1].has_dates();
}

void DayView::apply(int index, int days_ago, int passed, Verdict& verdict) const {
  const Rule& rule = rules_[index];
  const bool holds_all_day = rule.spans_count == 0 && days_ago == 0;
  const int count = holds_all_day ? 1 : rule.count;
  for (int i = 0; i < count; ++i) {
    if (rule.is_fallback && verdict.openness != Openness::closed) return;
    bool is_guess = false;
    if (!holds_all_day) {
      const Selector& selector = selectors_[rule.first + i];
      if (selector.kind != SelectorKind::span) continue;
      const Bounds bounds = bounds_of(selector.span, days_ago);
      is_guess = passed >= bounds.to;
      if (passed < bounds.from || (is_guess && passed >= bounds.guess_until)) continue;
    }
    const bool is_open_end = is_guess && rule.meaning == Openness::open;
    verdict = {index, is_open_end ? Openness::unknown : rule.meaning, is_guess};
  }
}

// After midnight the day's own holiday gives the name, if the rule asks for any.
State DayView::state_of(const Verdict& verdict) const {
  State state;
  state.openness = verdict.openness;
  if (verdict.rule < 0) return state;
  const Rule& rule = rules_[verdict.rule];
  const Match& match = matches_[verdict.rule].today;
  if (rule.comment >= 0) {
    state.comment = comment_of(asked_.rules, rule);
  } else if (verdict.is_guessed_end && verdict.openness != Openness::closed) {
    state.guessed_end = true;
  } else {
    if (match.on_school_holiday) state.school_holiday = match.school_holiday;
    state.holiday = match.holiday;
    state.holiday_offset = match.holiday_offset;
  }
  return state;
}

int DayView::minute_of(const Time& time, int days_ago) const {
  if (time.event == Event::none) return time.minutes;
  return time.minutes + sun_minute(time.event, clock_.day - days_ago, asked_.context.position);
}

// The minutes that have passed on this day when the clock shows `minute`, within the day.
int DayView::passed_on_day(int minute) const {
  if (minute <= 0) return 0;
  return minute >= k_day_minutes ? clock_.length() : clock_.passed(minute);
}

DayView::Bounds DayView::bounds_of(const Span& span, int days_ago) const {
  const int shift = days_ago * k_day_minutes;
  const int from = minute_of(span.from, days_ago) - shift;
  int to = from;
  if (span.ends_next_day) {
    to = days_ago == 0 ? k_day_minutes : minute_of(span.to, 0);
  } else if (span.has_end) {
    to = minute_of(span.to, days_ago) - shift;
  }
  if (span.has_end && clock_.skips(from) && clock_.skips(to)) return {0, 0, 0};
  const int guess_until = span.open_end ? passed_on_day(span.guess_until - shift) : 0;
  return {passed_on_day(from), passed_on_day(to), guess_until};
}

int DayView::next_edge(int passed) const {
  int next = clock_.length();
  const auto narrow = [passed, &next](int edge) {
    if (edge > passed && edge < next) next = edge;
  };
  for (int i = 0; i < 2 * count_; ++i) {
    const int days_ago = i % 2;
    const Rule& rule = rules_[i / 2];
    const Matches& matches = matches_[i / 2];
    if (!(days_ago == 0 ? matches.today : matches.yesterday).applies) continue;
    for (int k = 0; k < rule.count; ++k) {
      const Selector& selector = selectors_[rule.first + k];
      if (selector.kind != SelectorKind::span) continue;
      const Bounds bounds = bounds_of(selector.span, days_ago);
      narrow(bounds.from);
      narrow(bounds.to);
      narrow(bounds.guess_until);
    }
  }
  return next;
}

}  // namespace stadtkern::hours
