#include "hours/calendar.hpp"
#include "hours/parser.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_year_min = 1900;
constexpr int k_offset_days_max = 200;
constexpr std::uint8_t k_last_day = 31;  // of any month: the evaluation keeps within the month

// February has its leap day, as a date without a year may mean it.
int longest(int month) {
  return days_in_month(2000, month);
}

}  // namespace

// Four digits that no minutes follow. Behind weekdays "2000-2200" is read as a time.
bool Parser::is_year_at(std::size_t ahead) const {
  const Token& token = peek(ahead);
  if (token.word != Word::number || token.digits != 4 || token.value < k_year_min) return false;
  if (is(Word::colon, ahead + 1)) return false;
  const bool after_weekdays = !parts_.empty() && parts_.back().part == Part::weekdays;
  const bool is_time = is(Word::dash, ahead + 1) && peek(ahead + 2).digits == 4 &&
                       token.value < 2400 && token.value % 100 < 60;
  return !(after_weekdays && is_time);
}

bool Parser::is_day_of_month_at(std::size_t ahead) const {
  const Token& token = peek(ahead);
  if (token.word != Word::number || token.digits > 2 || token.value == 0) return false;
  if (is(Word::am, ahead + 1) || is(Word::pm, ahead + 1)) return false;
  return !is(Word::colon, ahead + 1) || !has_minutes_at(ahead + 1);
}

// Tells the colon of "10:00" from the one of "Oct 24: 10:00-12:00".
bool Parser::has_minutes_at(std::size_t ahead) const {
  const Token& next = peek(ahead + 1);
  if (next.word != Word::number || is(Word::colon, ahead + 2)) return false;
  return next.position == peek(ahead).position + 1;
}

// A month with a day, or Easter.
bool Parser::begins_date(std::size_t ahead) const {
  if (is(Word::easter, ahead)) return true;
  if (!is(Word::month, ahead)) return false;
  return is_day_of_month_at(ahead + 1) || is_nth_date_at(ahead + 1);
}

// "Su[-1]" behind a month is a date of its own where a range or an offset follows; else it is a
// weekday selector, which may go on: "Mar-Oct Sa[2],Sa[4]".
bool Parser::is_nth_date_at(std::size_t ahead) const {
  if (!is(Word::weekday, ahead) || !is(Word::open_bracket, ahead + 1)) return false;
  ahead += is(Word::dash, ahead + 2) ? 4 : 3;
  if (!is(Word::close_bracket, ahead)) return false;
  const bool has_sign = is(Word::plus, ahead + 1) || is(Word::dash, ahead + 1);
  const bool has_offset = has_sign && is(Word::number, ahead + 2) && is(Word::day, ahead + 3);
  const bool is_range = is(Word::dash, ahead + 1) && begins_range_end(ahead + 2);
  return has_offset || is_range;
}

bool Parser::begins_range_end(std::size_t ahead) const {
  return is(Word::month, ahead) || is(Word::easter, ahead) || is_year_at(ahead);
}

Parser::Failure Parser::read_years() {
  const bool spans_years = is(Word::month, 1) && is(Word::dash, 2) && is_year_at(3);
  if (begins_date(1) || spans_years) return read_dates();
  begin_part(Part::years);
  while (true) {
    if (auto failure = read_year_entry()) return failure;
    if (!is(Word::comma) || !is_year_at(1)) break;
    ++at_;
  }
  accept_readability_colon();
  return std::nullopt;
}

Parser::Failure Parser::read_year_entry() {
  const auto from = static_cast<std::uint16_t>(take().value);
  Years years{from, from, 1};
  if (accept(Word::plus)) {
    years.to = 9999;
  } else if (accept(Word::dash)) {
    if (!is_year_at(0) || peek().value <= from) return refuse("a later year");
    years.to = static_cast<std::uint16_t>(take().value);
  }
  const bool has_end = years.to != from;
  if (is(Word::slash) && !has_end) years.to = 9999;
  if (auto failure = read_step(years.every)) return failure;
  rules_.years.push_back(years);
  return std::nullopt;
}

// "/2", or nothing.
Parser::Failure Parser::read_step(std::uint16_t& every) {
  if (!accept(Word::slash)) return std::nullopt;
  if (!is(Word::number) || peek().value == 0) return refuse("a step of at least one");
  if (peek().value == 1) notice(NoticeKind::step_of_one, peek().position);
  every = static_cast<std::uint16_t>(take().value);
  return std::nullopt;
}

Parser::Failure Parser::read_dates() {
  begin_part(Part::dates);
  const std::size_t first_month = rules_.months.size();
  const std::size_t first_date = rules_.dates.size();
  while (true) {
    bool is_month_only = false;
    if (auto failure = read_date_entry(is_month_only)) return failure;
    const bool goes_on = is(Word::month, 1) || is(Word::easter, 1) ||
                         (is_year_at(1) && (is(Word::month, 2) || is(Word::easter, 2)));
    if (!is(Word::comma) || !goes_on) break;
    ++at_;
  }
  if (rules_.dates.size() > first_date) months_to_dates(first_month);
  accept_readability_colon();
  return std::nullopt;
}

// Months that stand in one list with days are alternatives to them: "Aug,Dec 25-easter".
void Parser::months_to_dates(std::size_t first_month) {
  for (std::size_t i = first_month; i < rules_.months.size(); ++i) {
    Dates dates;
    dates.is_range = true;
    dates.from.month = rules_.months[i].from;
    dates.from.day = 1;
    dates.to.month = rules_.months[i].to;
    dates.to.day = k_last_day;
    rules_.dates.push_back(dates);
  }
  rules_.months.resize(first_month);
}

Parser::Failure Parser::read_date_entry(bool& is_month_only) {
  Dates dates;
  bool has_day = false;
  if (is_year_at(0)) dates.from.year = static_cast<std::uint16_t>(take().value);
  if (auto failure = read_anchor(dates.from, false, has_day)) return failure;
  const bool to_other_month = is(Word::dash) && begins_range_end(1);
  if (has_day && !to_other_month && dates.from.kind == AnchorKind::month_day) {
    return read_days_of_month(dates.from);
  }
  const bool ends_in_month = is(Word::dash) && is(Word::month, 1) && !begins_date(1);
  if (!has_day && (!to_other_month || (ends_in_month && dates.from.year == 0))) {
    is_month_only = true;
    Months months{dates.from.month, dates.from.month};
    if (ends_in_month) {
      at_ += 1;
      months.to = static_cast<std::uint8_t>(take().value);
    }
    rules_.months.push_back(months);
    return std::nullopt;
  }
  if (to_other_month) return read_date_range(dates, has_day);
  rules_.dates.push_back(dates);
  return std::nullopt;
}

// The rest of "Dec 11,15-17,19-23/2,24" after the first day.
Parser::Failure Parser::read_days_of_month(Anchor anchor) {
  while (true) {
    Dates dates;
    dates.from = dates.to = anchor;
    if (is(Word::dash) && is_day_of_month_at(1)) {
      ++at_;
      const std::size_t position = peek().position;
      dates.is_range = true;
      if (auto failure = read_day_of_month(dates.to)) return failure;
      if (dates.to.day < anchor.day) return expected_at(position, "a later day of the month");
      if (auto failure = read_step(dates.every)) return failure;
    }
    rules_.dates.push_back(dates);
    if (!is(Word::comma) || !is_day_of_month_at(1)) return std::nullopt;
    ++at_;
    if (auto failure = read_day_of_month(anchor)) return failure;
    const bool leaves_month = is(Word::dash) && is(Word::month, 1);
    if (leaves_month) {
      Dates range;
      range.from = anchor;
      return read_date_range(range, true);
    }
  }
}

// From a day to a day of another month.
Parser::Failure Parser::read_date_range(Dates dates, bool from_has_day) {
  const std::size_t position = take().position;
  dates.is_range = true;
  if (!from_has_day) dates.from.day = 1;
  if (is_year_at(0)) dates.to.year = static_cast<std::uint16_t>(take().value);
  bool to_has_day = false;
  if (!is(Word::month) && !is(Word::easter)) return refuse("a month or easter");
  if (auto failure = read_anchor(dates.to, from_has_day, to_has_day)) return failure;
  if (!to_has_day) dates.to.day = k_last_day;
  if (auto failure = check_range(dates, position)) return failure;
  if (auto failure = read_step(dates.every)) return failure;
  rules_.dates.push_back(dates);
  return std::nullopt;
}

Parser::Failure Parser::check_range(const Dates& dates, std::size_t position) {
  const bool from_any = dates.from.year == 0;
  const bool to_any = dates.to.year == 0;
  const bool is_easter =
      dates.from.kind == AnchorKind::easter || dates.to.kind == AnchorKind::easter;
  if (from_any && !to_any) return expected_at(position, "a year before the range as well");
  if (is_easter && !from_any && to_any) return expected_at(position, "a year for the end as well");
  if (!to_any && dates.to.year < dates.from.year) return expected_at(position, "a later year");
  return std::nullopt;
}

Parser::Failure Parser::read_anchor(Anchor& anchor, bool ends_range, bool& has_day) {
  if (accept(Word::easter)) {
    anchor.kind = AnchorKind::easter;
    has_day = true;
    return read_anchor_offset(anchor);
  }
  anchor.month = static_cast<std::uint8_t>(take().value);
  const bool in_list = rules_.dates.size() > rule_.dates.first;
  const bool is_nth = is(Word::weekday) && is(Word::open_bracket, 1);
  if (is_nth && (ends_range || in_list || is_nth_date_at(0))) {
    has_day = true;
    return read_nth_of_month(anchor);
  }
  has_day = is_day_of_month_at(0);
  if (!has_day) return std::nullopt;
  if (auto failure = read_day_of_month(anchor)) return failure;
  return read_anchor_offset(anchor);
}

Parser::Failure Parser::read_day_of_month(Anchor& anchor) {
  const int day = peek().value;
  if (day < 1 || day > longest(anchor.month)) return refuse("a day that the month has");
  anchor.day = static_cast<std::uint8_t>(take().value);
  return std::nullopt;
}

Parser::Failure Parser::read_nth_of_month(Anchor& anchor) {
  anchor.kind = AnchorKind::nth_weekday;
  anchor.weekday = static_cast<std::uint8_t>(take().value);
  ++at_;
  int number = 0;
  if (auto failure = read_nth_number(number)) return failure;
  anchor.nth = static_cast<std::int8_t>(number);
  if (!accept(Word::close_bracket)) return refuse("]");
  return read_anchor_offset(anchor);
}

// "+2 days", "-1 day", "+Mo", "-Su"
Parser::Failure Parser::read_anchor_offset(Anchor& anchor) {
  const bool seeks =
      (is(Word::plus) || is(Word::dash)) && is(Word::weekday, 1) && !is(Word::open_bracket, 2);
  if (seeks) {
    const int sign = take().word == Word::plus ? 1 : -1;
    anchor.seek_weekday = static_cast<std::int8_t>(sign * (take().value + 1));
  }
  if (!begins_day_offset()) return std::nullopt;
  return read_day_offset(anchor.offset_days, k_offset_days_max);
}

Parser::Failure Parser::read_weeks() {
  begin_part(Part::weeks);
  ++at_;
  while (true) {
    if (!is(Word::number) || peek().value < 1 || peek().value > 53)
      return refuse("a week, 1 to 53");
    Weeks weeks;
    weeks.from = weeks.to = static_cast<std::uint8_t>(take().value);
    if (accept(Word::dash)) {
      const bool is_later = is(Word::number) && peek().value >= weeks.from && peek().value <= 53;
      if (!is_later) return refuse("a later week, at most 53");
      weeks.to = static_cast<std::uint8_t>(take().value);
      std::uint16_t every = 1;
      if (auto failure = read_step(every)) return failure;
      weeks.every = static_cast<std::uint8_t>(std::min<int>(every, 53));
    }
    rules_.weeks.push_back(weeks);
    if (!is(Word::comma) || !is_day_of_month_at(1)) break;
    ++at_;
  }
  accept_readability_colon();
  return std::nullopt;
}

}  // namespace stadtkern::hours
