#include <algorithm>

#include "hours/berlin.hpp"
#include "hours/parser.hpp"
#include "hours/spans.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_span_end_max = 2 * k_day_minutes;

}  // namespace

bool Parser::begins_time(std::size_t ahead) const {
  if (is(Word::event, ahead) || is(Word::open_paren, ahead)) return true;
  return is(Word::number, ahead) && !is_year_at(ahead);
}

// The German "am", or a half of the day that no hour precedes: says nothing.
bool Parser::skip_bare_half_day() {
  return accept(Word::am) || accept(Word::pm);
}

bool Parser::read_times() {
  begin_part(Part::times);
  while (true) {
    if (!read_span()) return false;
    const std::size_t stray_colon = is(Word::comma) && is(Word::colon, 1) ? 1 : 0;
    if (!is(Word::comma) || !begins_time(1 + stray_colon)) return true;
    at_ += 1 + stray_colon;
    if (stray_colon > 0) notice(NoticeKind::word_corrected, at_);
  }
}

bool Parser::read_span() {
  const Token* const start = at_;
  Span& span = add(SelectorKind::span).span;
  span = {};
  ++rule_.spans_count;
  Clock clock;
  if (!read_time(span.from, clock)) return false;
  if (accept(Word::plus)) {
    span.open_end = true;
    if (!clock.has_minutes) notice(NoticeKind::minutes_missing, start);
  } else if (accept(Word::dash)) {
    span.has_end = true;
    if (!read_end(span, clock)) return false;
  } else {
    return refuse(Wanted::sign_after_time);
  }
  return check_span(span, start);
}

bool Parser::read_end(Span& span, Clock& from) {
  Clock to;
  if (!begins_time(0) && !is(Word::number)) return refuse(Wanted::time);
  if (!read_time(span.to, to)) return false;
  note_single_digits(from, to);
  if (!from.has_minutes || !to.has_minutes) notice(NoticeKind::minutes_missing, from.token);
  if (is(Word::slash)) return refuse(Wanted::no_step);
  const bool means_afternoon = to.has_half_day && to.is_pm && !from.has_half_day && !from.is_event;
  if (means_afternoon && span.from.minutes + k_day_minutes / 2 < span.to.minutes) {
    span.from.minutes += k_day_minutes / 2;  // "4-10 pm"
  }
  if (accept(Word::plus)) span.open_end = true;
  return true;
}

bool Parser::read_time(Time& time, Clock& clock) {
  clock.token = at_;
  if (is(Word::number)) return read_clock(time, clock);
  clock.is_event = true;
  const bool in_parens = accept(Word::open_paren);
  if (!is(Word::event)) return refuse(in_parens ? Wanted::event : Wanted::time);
  rule_.follows_sun = true;
  time.event = static_cast<Event>(take_value());
  return !in_parens || read_event_offset(time);
}

bool Parser::read_clock(Time& time, Clock& clock) {
  const Token* const number = take();
  int hour = number->value;
  int minute = 0;
  const bool is_joined = number->digits == 3 || number->digits == 4;  // "0900"
  clock.is_single_digit = number->digits == 1;
  if (accept(Word::colon)) {
    if (!is(Word::number) || at_->digits < 2) return refuse(Wanted::minutes);
    if (at_->digits > 2) notice(NoticeKind::word_corrected, at_);
    minute = take_value();
  } else if (is_joined) {
    notice(NoticeKind::minute_separator, number);
    minute = hour % 100;
    hour /= 100;
  } else {
    clock.has_minutes = false;
  }
  if (minute > 59)
    return refuse_at(clock.has_minutes && !is_joined ? at_ - 1 : number, Wanted::minutes);
  if (!read_half_day(hour, clock)) return false;
  if (hour > 48) return refuse_at(number, Wanted::hour);
  time.minutes = static_cast<std::int16_t>(hour * 60 + minute);
  return true;
}

bool Parser::read_half_day(int& hour, Clock& clock) {
  if (!is(Word::am) && !is(Word::pm)) return true;
  clock.has_half_day = true;
  clock.is_pm = is(Word::pm);
  if (hour > 12) return refuse(Wanted::no_half_day);
  hour = hour % 12 + (clock.is_pm ? 12 : 0);
  ++at_;
  return true;
}

// The rest of "(sunset+01:00)".
bool Parser::read_event_offset(Time& time) {
  if (!is(Word::plus) && !is(Word::dash)) return refuse(Wanted::sign);
  const bool is_before = take()->word == Word::dash;
  const Token* const start = at_;
  Clock clock;
  if (!is(Word::number) || !is(Word::colon, 1)) return refuse(Wanted::offset_time);
  if (!read_clock(time, clock)) return false;
  if (clock.has_half_day || time.minutes >= k_day_minutes + 60) {
    return refuse_at(start, Wanted::offset_time);
  }
  if (time.minutes == 0) notice(NoticeKind::step_of_one, start);
  if (is_before) time.minutes = static_cast<std::int16_t>(-time.minutes);
  return accept(Word::close_paren) || refuse(Wanted::close_paren);
}

// A single digit leaves open which half of the day is meant, unless the end is clearly later.
void Parser::note_single_digits(const Clock& from, const Clock& to) {
  const bool to_open = to.is_single_digit && !to.has_half_day && !to.is_event;
  const bool from_open =
      from.is_single_digit && !from.has_half_day && !from.is_event && (to_open || to.has_half_day);
  if (from_open) notice(NoticeKind::single_digit_hour, from.token);
  if (to_open) notice(NoticeKind::single_digit_hour, to.token);
}

bool Parser::check_span(Span& span, const Token* token) {
  const bool from_clock = span.from.event == Event::none;
  if (from_clock && span.from.minutes >= k_day_minutes) {
    return refuse_at(token, Wanted::start);
  }
  if (!span.has_end) return true;
  const bool follows_sun = !from_clock || span.to.event != Event::none;
  const int length = usual_minutes(span.to) - usual_minutes(span.from);
  if (length < 0 || (length == 0 && !follows_sun)) {
    if (span.to.event == Event::none) {
      span.to.minutes += k_day_minutes;
    } else {
      span.ends_next_day = true;
    }
  }
  const int end = usual_end(span);
  const bool is_too_long = end > k_span_end_max || (span.open_end && end >= k_span_end_max);
  if (is_too_long) return refuse_at(token, Wanted::end);
  return true;
}

}  // namespace stadtkern::hours
