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

Parser::Failure Parser::read_times() {
  begin_part(Part::times);
  while (true) {
    if (auto failure = read_span()) return failure;
    const std::size_t stray_colon = is(Word::comma) && is(Word::colon, 1) ? 1 : 0;
    if (!is(Word::comma) || !begins_time(1 + stray_colon)) return std::nullopt;
    at_ += 1 + stray_colon;
    if (stray_colon > 0) notice(NoticeKind::word_corrected, peek().position);
  }
}

Parser::Failure Parser::read_span() {
  const std::size_t position = peek().position;
  Span span;
  Clock clock;
  if (auto failure = read_time(span.from, clock)) return failure;
  if (accept(Word::plus)) {
    span.has_end = false;
    span.open_end = true;
    if (!clock.has_minutes) notice(NoticeKind::minutes_missing, position);
  } else if (accept(Word::dash)) {
    if (auto failure = read_end(span, clock)) return failure;
  } else {
    return refuse("- or + after the time");
  }
  if (auto failure = check_span(span, position)) return failure;
  rules_.spans.push_back(span);
  return std::nullopt;
}

Parser::Failure Parser::read_end(Span& span, Clock& from) {
  Clock to;
  if (!begins_time(0) && !is(Word::number)) return refuse("a time");
  if (auto failure = read_time(span.to, to)) return failure;
  note_single_digits(from, to);
  if (!from.has_minutes || !to.has_minutes) notice(NoticeKind::minutes_missing, from.position);
  if (is(Word::slash)) return refuse("no step: points in time are not opening hours");
  const bool means_afternoon = to.has_half_day && to.is_pm && !from.has_half_day && !from.is_event;
  if (means_afternoon && span.from.minutes + k_day_minutes / 2 < span.to.minutes) {
    span.from.minutes += k_day_minutes / 2;  // "4-10 pm"
  }
  if (accept(Word::plus)) span.open_end = true;
  return std::nullopt;
}

Parser::Failure Parser::read_time(Time& time, Clock& clock) {
  clock.position = peek().position;
  if (is(Word::number)) return read_clock(time, clock);
  clock.is_event = true;
  if (is(Word::event)) {
    rules_.uses_sun = true;
    time.event = static_cast<Event>(take().value);
    return std::nullopt;
  }
  if (accept(Word::open_paren)) return read_event(time);
  return refuse("a time");
}

Parser::Failure Parser::read_clock(Time& time, Clock& clock) {
  const Token& number = take();
  int hour = number.value;
  int minute = 0;
  const bool is_joined = number.digits == 3 || number.digits == 4;  // "0900"
  clock.is_single_digit = number.digits == 1;
  if (accept(Word::colon)) {
    if (!is(Word::number) || peek().digits < 2 || peek().value > 59)
      return refuse("minutes, 00 to 59");
    if (peek().digits > 2) notice(NoticeKind::word_corrected, peek().position);
    minute = take().value;
  } else if (is_joined) {
    notice(NoticeKind::minute_separator, number.position);
    minute = hour % 100;
    hour /= 100;
    if (minute > 59) return expected_at(number.position, "minutes, 00 to 59");
  } else {
    clock.has_minutes = false;
  }
  if (auto failure = read_half_day(hour, clock)) return failure;
  if (hour > 48) return expected_at(number.position, "an hour up to 48");
  time.minutes = static_cast<std::int16_t>(hour * 60 + minute);
  return std::nullopt;
}

Parser::Failure Parser::read_half_day(int& hour, Clock& clock) {
  if (!is(Word::am) && !is(Word::pm)) return std::nullopt;
  clock.has_half_day = true;
  clock.is_pm = is(Word::pm);
  if (hour > 12) return refuse("no am or pm after an hour beyond 12");
  hour = hour % 12 + (clock.is_pm ? 12 : 0);
  ++at_;
  return std::nullopt;
}

// The rest of "(sunset+01:00)".
Parser::Failure Parser::read_event(Time& time) {
  if (!is(Word::event)) return refuse("dawn, sunrise, sunset or dusk");
  rules_.uses_sun = true;
  time.event = static_cast<Event>(take().value);
  if (!is(Word::plus) && !is(Word::dash)) return refuse("+ or -");
  const int sign = take().word == Word::plus ? 1 : -1;
  const std::size_t position = peek().position;
  const bool is_time = is(Word::number) && is(Word::colon, 1) && is(Word::number, 2) &&
                       peek(2).digits == 2 && peek(2).value < 60 && peek().value <= 24;
  if (!is_time) return refuse("hours and minutes as in 01:00");
  const int minutes = peek().value * 60 + peek(2).value;
  at_ += 3;
  if (minutes == 0) notice(NoticeKind::step_of_one, position);
  time.minutes = static_cast<std::int16_t>(sign * minutes);
  if (!accept(Word::close_paren)) return refuse(")");
  return std::nullopt;
}

// A single digit leaves open which half of the day is meant, unless the end is clearly later.
void Parser::note_single_digits(const Clock& from, const Clock& to) {
  const bool to_open = to.is_single_digit && !to.has_half_day && !to.is_event;
  const bool from_open =
      from.is_single_digit && !from.has_half_day && !from.is_event && (to_open || to.has_half_day);
  if (from_open) notice(NoticeKind::single_digit_hour, from.position);
  if (to_open) notice(NoticeKind::single_digit_hour, to.position);
}

Parser::Failure Parser::check_span(Span& span, std::size_t position) {
  const bool from_clock = span.from.event == Event::none;
  if (from_clock && span.from.minutes >= k_day_minutes) {
    return expected_at(position, "a start before 24:00");
  }
  if (!span.has_end) return std::nullopt;
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
  if (is_too_long) return expected_at(position, "an end by 48:00");
  return std::nullopt;
}

}  // namespace stadtkern::hours
