#include "hours/parser.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_holiday_offset_max = 1;
constexpr int k_nth_offset_max = 200;

constexpr std::uint8_t weekday_bit(int weekday) {
  return static_cast<std::uint8_t>(1U << weekday);
}

std::uint8_t weekdays_between(int from, int to) {
  std::uint8_t mask = weekday_bit(to);
  for (int day = from; day != to; day = (day + 1) % 7) mask |= weekday_bit(day);
  return mask;
}

}  // namespace

// A list of weekdays and holidays is one selector of alternatives; a list of holidays alone is a
// selector of its own, to which weekdays can be added: "SH Mo-Fr".
Parser::Failure Parser::read_days() {
  const bool with_weekdays = list_names_weekday();
  const Part part = with_weekdays ? Part::weekdays : Part::holidays;
  begin_part(part);
  if (with_weekdays) rule_.has_weekdays = true;
  while (true) {
    auto failure = is(Word::holiday) ? read_holiday(with_weekdays) : read_weekday();
    if (failure) return failure;
    const bool goes_on = is(Word::comma) && (is(Word::weekday, 1) || is(Word::holiday, 1));
    if (!goes_on) break;
    ++at_;
  }
  if (is(Word::colon)) {
    if (with_weekdays) notice(NoticeKind::colon_after_weekday, peek().position);
    ++at_;
  }
  return std::nullopt;
}

bool Parser::list_names_weekday() const {
  std::size_t ahead = 0;
  while (true) {
    if (is(Word::weekday, ahead)) return true;
    if (!is(Word::holiday, ahead)) return false;
    ++ahead;
    const bool has_offset = (is(Word::plus, ahead) || is(Word::dash, ahead)) &&
                            is(Word::number, ahead + 1) && is(Word::day, ahead + 2);
    if (has_offset) ahead += 3;
    if (!is(Word::comma, ahead)) return false;
    ++ahead;
  }
}

Parser::Failure Parser::read_holiday(bool with_weekdays) {
  HolidayDay holiday;
  holiday.is_school = take().value == 1;
  (holiday.is_school ? rules_.uses_school_holidays : rules_.uses_public_holidays) = true;
  if (!holiday.is_school && begins_day_offset()) {
    if (auto failure = read_day_offset(holiday.offset_days, k_holiday_offset_max)) return failure;
  }
  (with_weekdays ? rules_.holiday_weekdays : rules_.holidays).push_back(holiday);
  return std::nullopt;
}

Parser::Failure Parser::read_weekday() {
  const int from = take().value;
  if (is(Word::open_bracket)) return read_nth_days(static_cast<std::uint8_t>(from));
  int to = from;
  if (accept(Word::dash)) {
    if (!is(Word::weekday)) return refuse("a weekday");
    to = take().value;
  }
  rule_.weekdays |= weekdays_between(from, to);
  return std::nullopt;
}

Parser::Failure Parser::read_nth_days(std::uint8_t weekday) {
  NthWeekday days;
  days.weekday = weekday;
  ++at_;
  do {
    if (auto failure = read_nth(days)) return failure;
  } while (accept(Word::comma));
  if (!accept(Word::close_bracket)) return refuse("] or another number");
  if (begins_day_offset()) {
    if (auto failure = read_day_offset(days.offset_days, k_nth_offset_max)) return failure;
  }
  rules_.nth_weekdays.push_back(days);
  return std::nullopt;
}

// "1", "-1" or "1-3"
Parser::Failure Parser::read_nth(NthWeekday& days) {
  int from = 0;
  if (auto failure = read_nth_number(from)) return failure;
  if (from < 0) {
    days.from_end |= weekday_bit(-from - 1);
    return std::nullopt;
  }
  int to = from;
  if (accept(Word::dash)) {
    if (!is(Word::number) || peek().value < from || peek().value > 5) {
      return refuse("a later number up to 5");
    }
    to = take().value;
  }
  for (int number = from; number <= to; ++number) days.from_start |= weekday_bit(number - 1);
  return std::nullopt;
}

Parser::Failure Parser::read_nth_number(int& number) {
  const int sign = accept(Word::dash) ? -1 : 1;
  if (!is(Word::number) || peek().value < 1 || peek().value > 5) {
    return refuse("a number from 1 to 5 or from -1 to -5");
  }
  number = sign * take().value;
  return std::nullopt;
}

bool Parser::begins_day_offset() const {
  return (is(Word::plus) || is(Word::dash)) && is(Word::number, 1) && is(Word::day, 2);
}

// Requires: begins_day_offset().
Parser::Failure Parser::read_day_offset(std::int16_t& offset, int limit) {
  const int sign = take().word == Word::plus ? 1 : -1;
  if (peek().value > limit) return refuse("at most " + std::to_string(limit) + " days");
  if (peek().value == 0) notice(NoticeKind::step_of_one, peek().position);
  offset = static_cast<std::int16_t>(sign * take().value);
  ++at_;
  return std::nullopt;
}

}  // namespace stadtkern::hours
