#include "hours/day_view.hpp"

#include <algorithm>

namespace stadtkern::hours {
namespace {

// A rule that says when it is open or maybe open, and is not added to the one before, replaces all
// hours of its days. A rule without days only adds to another one without days.
bool replaces(const Rules& rules, std::size_t index) {
  const Rule& rule = rules.rules[index];
  if (rule.separator != Separator::normal || rule.meaning == Openness::closed) return false;
  if (rule.has_dates) return true;
  return index > 0 && rule.meaning == Openness::open && !rules.rules[index - 1].has_dates;
}

}  // namespace

DayView::DayView(const Rules& rules, const Context& context, Day day)
    : rules_(rules),
      today_(day, context),
      yesterday_(rules.any_spills ? DayFacts(day - 1, context) : today_),
      clock_(clock_of(day)) {
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const Rule& rule = rules.rules[i];
    matches_[i].today = match(rules, rule, today_);
    bool in_season = matches_[i].today.in_season;
    if (rule.spills) {
      matches_[i].yesterday = match(rules, rule, yesterday_);
      in_season |= matches_[i].yesterday.in_season;
    }
    if (!in_season) continue;
    if (rule.meaning != Openness::closed) out_of_season_ = false;
    if (is_irregular(rules, rule)) regular_ = false;
  }
}

State DayView::at(int passed) const {
  State state;
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    const Rule& rule = rules_.rules[i];
    if (matches_[i].today.applies) {
      if (replaces(rules_, i)) state = State{};
      apply(rule, matches_[i].today, 0, passed, state);
    }
    if (rule.spills && matches_[i].yesterday.applies) {
      // After midnight the day's own holiday gives the name, if the rule asks for any.
      apply(rule, matches_[i].today, 1, passed, state);
    }
  }
  return state;
}

void DayView::apply(const Rule& rule, const Match& match, int days_ago, int passed,
                    State& state) const {
  if (rule.spans.count == 0) {
    const bool is_needed = !rule.is_fallback || state.openness == Openness::closed;
    if (days_ago == 0 && is_needed) set(rule, match, false, state);
    return;
  }
  for (int i = 0; i < rule.spans.count; ++i) {
    if (rule.is_fallback && state.openness != Openness::closed) return;
    const Bounds bounds = bounds_of(rules_.spans[rule.spans.first + i], days_ago);
    if (passed < bounds.from || passed >= std::max(bounds.to, bounds.guess_until)) continue;
    set(rule, match, passed >= bounds.to, state);
  }
}

void DayView::set(const Rule& rule, const Match& match, bool is_guess, State& state) const {
  state = State{};
  state.openness = is_guess && rule.meaning == Openness::open ? Openness::unknown : rule.meaning;
  if (rule.comment >= 0) {
    state.comment = rules_.comments[rule.comment];
  } else if (is_guess && state.openness != Openness::closed) {
    state.guessed_end = true;
  } else {
    if (match.on_school_holiday) state.school_holiday = match.school_holiday;
    state.holiday = match.holiday;
    state.holiday_offset = match.holiday_offset;
  }
}

int DayView::minute_of(const Time& time, int days_ago) const {
  if (time.event == Event::none) return time.minutes;
  const DayFacts& facts = days_ago == 0 ? today_ : yesterday_;
  return time.minutes + sun_minute(time.event, facts.day, facts.context().position);
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
  Bounds bounds{passed_on_day(from), passed_on_day(to), 0};
  if (span.open_end) bounds.guess_until = passed_on_day(span.guess_until - shift);
  return bounds;
}

void DayView::narrow(int edge, int passed, int& next) {
  if (edge > passed && edge < next) next = edge;
}

int DayView::next_edge(int passed) const {
  int next = clock_.length();
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    const Rule& rule = rules_.rules[i];
    for (int days_ago = 0; days_ago <= (rule.spills ? 1 : 0); ++days_ago) {
      const Match& match = days_ago == 0 ? matches_[i].today : matches_[i].yesterday;
      if (!match.applies) continue;
      for (int k = 0; k < rule.spans.count; ++k) {
        const Bounds bounds = bounds_of(rules_.spans[rule.spans.first + k], days_ago);
        narrow(bounds.from, passed, next);
        narrow(bounds.to, passed, next);
        narrow(bounds.guess_until, passed, next);
      }
    }
  }
  return next;
}

}  // namespace stadtkern::hours
