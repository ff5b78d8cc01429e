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
bool Parser::read_days() {
  const bool with_weekdays = list_names_weekday();
  const Part part = with_weekdays ? Part::weekdays : Part::holidays;
  begin_part(part);
  if (with_weekdays) rule_.has_weekdays = true;
  while (true) {
    if (!(is(Word::holiday) ? read_holiday(with_weekdays) : read_weekday())) return false;
    const bool goes_on = is(Word::comma) && (is(Word::weekday, 1) || is(Word::holiday, 1));
    if (!goes_on) break;
    ++at_;
  }
  if (is(Word::colon)) {
    if (with_weekdays) notice(NoticeKind::colon_after_weekday, at_);
    ++at_;
  }
  return true;
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

bool Parser::read_holiday(bool with_weekdays) {
  HolidayDay& holiday =
      add(with_weekdays ? SelectorKind::holiday_weekday : SelectorKind::holiday).holiday;
  holiday = {take_value() == 1, 0};
  if (holiday.is_school || !begins_day_offset()) return true;
  return read_day_offset(holiday.offset_days, k_holiday_offset_max);
}

bool Parser::read_weekday() {
  const int from = take_value();
  if (is(Word::open_bracket)) return read_nth_days(static_cast<std::uint8_t>(from));
  int to = from;
  if (accept(Word::dash)) {
    if (!is(Word::weekday)) return refuse(Wanted::weekday);
    to = take_value();
  }
  rule_.weekdays |= weekdays_between(from, to);
  return true;
}

bool Parser::read_nth_days(std::uint8_t weekday) {
  NthWeekday& days = add(SelectorKind::nth_weekday).nth_weekday;
  days = {};
  days.weekday = weekday;
  ++at_;
  do {
    if (!read_nth(days)) return false;
  } while (accept(Word::comma));
  if (!accept(Word::close_bracket)) return refuse(Wanted::number_or_bracket);
  return !begins_day_offset() || read_day_offset(days.offset_days, k_nth_offset_max);
}

// "1", "-1" or "1-3"
bool Parser::read_nth(NthWeekday& days) {
  int from = 0;
  if (!read_nth_number(from)) return false;
  if (from < 0) {
    days.from_end |= weekday_bit(-from - 1);
    return true;
  }
  int to = from;
  if (accept(Word::dash)) {
    if (!is(Word::number) || at_->value < from || at_->value > 5) {
      return refuse(Wanted::later_nth);
    }
    to = take_value();
  }
  for (int number = from; number <= to; ++number) days.from_start |= weekday_bit(number - 1);
  return true;
}

bool Parser::read_nth_number(int& number) {
  const int sign = accept(Word::dash) ? -1 : 1;
  if (!is(Word::number) || at_->value < 1 || at_->value > 5) {
    return refuse(Wanted::nth);
  }
  number = sign * take_value();
  return true;
}

bool Parser::begins_day_offset() const {
  return (is(Word::plus) || is(Word::dash)) && is(Word::number, 1) && is(Word::day, 2);
}

// Requires: begins_day_offset().
bool Parser::read_day_offset(std::int16_t& offset, int limit) {
  const int sign = take()->word == Word::plus ? 1 : -1;
  if (at_->value > limit) return refuse(Wanted::fewer_days);
  if (at_->value == 0) notice(NoticeKind::step_of_one, at_);
  offset = static_cast<std::int16_t>(sign * take_value());
  ++at_;
  return true;
}

}  // namespace stadtkern::hours
