#include "hours/calendar.hpp"
#include "hours/parser.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_year_min = 1900;
constexpr int k_offset_days_max = 200;

// February has its leap day, as a date without a year may mean it.
int longest(int month) {
  return days_in_month(2000, month);
}

}  // namespace

// Four digits that no minutes follow. Behind weekdays "2000-2200" is read as a time.
bool Parser::is_year_at(std::size_t ahead) const {
  const Token& token = at_[ahead];
  if (token.word != Word::number || token.digits != 4 || token.value < k_year_min) return false;
  if (is(Word::colon, ahead + 1) && has_minutes_at(ahead + 1)) return false;
  const bool after_weekdays = last_part_ == Part::weekdays;
  const bool is_time = is(Word::dash, ahead + 1) && at_[ahead + 2].digits == 4 &&
                       token.value < 2400 && token.value % 100 < 60;
  return !(after_weekdays && is_time);
}

bool Parser::is_day_of_month_at(std::size_t ahead) const {
  const Token& token = at_[ahead];
  if (token.word != Word::number || token.digits > 2 || token.value == 0) return false;
  if (is(Word::am, ahead + 1) || is(Word::pm, ahead + 1)) return false;
  return !is(Word::colon, ahead + 1) || !has_minutes_at(ahead + 1);
}

// Tells the colon of "10:00" from the one of "Oct 24: 10:00-12:00".
bool Parser::has_minutes_at(std::size_t ahead) const {
  const Token& next = at_[ahead + 1];
  if (next.word != Word::number || is(Word::colon, ahead + 2)) return false;
  return next.position == at_[ahead].position + 1;
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
  const bool has_offset = has_sign && is(Word::number, ahead + 2) && at_[ahead + 2].value > 0 &&
                          is(Word::day, ahead + 3);
  const bool is_range = is(Word::dash, ahead + 1) && begins_range_end(ahead + 2);
  return has_offset || is_range;
}

bool Parser::begins_range_end(std::size_t ahead) const {
  return is(Word::month, ahead) || is(Word::easter, ahead) || is_year_at(ahead);
}

bool Parser::read_years() {
  const bool spans_years = is(Word::month, 1) && is(Word::dash, 2) && is_year_at(3);
  if (begins_date(1) || spans_years) return read_dates();
  begin_part(Part::years);
  while (true) {
    if (!read_year_entry()) return false;
    if (!is(Word::comma) || !is_year_at(1)) break;
    ++at_;
  }
  accept(Word::colon);  // for readability
  return true;
}

bool Parser::read_year_entry() {
  Range& years = add(SelectorKind::years).range;
  years.from = years.to = take_short();
  years.every = 1;
  if (accept(Word::plus)) {
    years.to = k_endless_year;
  } else if (accept(Word::dash)) {
    if (!is_year_at(0) || at_->value <= years.from) return refuse(Wanted::later_year);
    years.to = take_short();
  }
  if (is(Word::slash) && years.to == years.from) years.to = k_endless_year;
  return read_step(years.every);
}

// "/2", or nothing.
bool Parser::read_step(std::uint16_t& every) {
  if (!accept(Word::slash)) return true;
  if (!is(Word::number) || at_->value == 0) return refuse(Wanted::step);
  if (at_->value == 1) notice(NoticeKind::step_of_one, at_);
  every = take_short();
  return true;
}

bool Parser::read_dates() {
  begin_part(Part::dates);
  const std::size_t first = selectors_count_;
  SelectorKind kind = SelectorKind::months;
  while (true) {
    if (!read_date_entry(kind)) return false;
    const bool goes_on = is(Word::month, 1) || is(Word::easter, 1) ||
                         (is_year_at(1) && (is(Word::month, 2) || is(Word::easter, 2)));
    if (!is(Word::comma) || !goes_on) break;
    ++at_;
  }
  // Months that stand in one list with days are alternatives to them: "Aug,Dec 25-easter".
  for (std::size_t i = first; i < selectors_count_; ++i) selectors_[i].kind = kind;
  accept(Word::colon);  // for readability
  return true;
}

Dates& Parser::add_dates() {
  Dates& dates = add(SelectorKind::dates).dates;
  dates = {};
  dates.every = 1;
  return dates;
}

// Leaves the kind where the entry is only months.
bool Parser::read_date_entry(SelectorKind& kind) {
  Dates& dates = add_dates();
  bool has_day = false;
  if (is_year_at(0)) dates.from.year = take_short();
  if (!read_anchor(dates.from, has_date_, has_day)) return false;
  const bool to_other_month = is(Word::dash) && begins_range_end(1);
  const bool ends_in_month = is(Word::dash) && is(Word::month, 1) && !begins_date(1);
  if (!has_day && (!to_other_month || (ends_in_month && dates.from.year == 0))) {
    dates.is_range = true;
    dates.from.year = 0;
    dates.from.day = 1;
    dates.to.month = dates.from.month;
    dates.to.day = k_last_day;
    if (ends_in_month) {
      ++at_;
      dates.to.month = static_cast<std::uint8_t>(take_value());
    }
    return true;
  }
  has_date_ = true;
  kind = SelectorKind::dates;
  if (to_other_month) return read_date_range(dates, has_day);
  return dates.from.kind != AnchorKind::month_day || read_days_of_month(&dates);
}

// The rest of "Dec 11,15-17,19-23/2,24" after the first day.
bool Parser::read_days_of_month(Dates* dates) {
  while (true) {
    dates->to = dates->from;
    if (is(Word::dash) && is_day_of_month_at(1)) {
      ++at_;
      const Token* const last = at_;
      dates->is_range = true;
      if (!read_day_of_month(dates->to)) return false;
      if (dates->to.day < dates->from.day) return refuse_at(last, Wanted::later_day);
      if (!read_step(dates->every)) return false;
    }
    if (!is(Word::comma) || !is_day_of_month_at(1)) return true;
    ++at_;
    Dates& next = add_dates();
    next.from = dates->from;
    dates = &next;
    if (!read_day_of_month(next.from)) return false;
    const bool leaves_month = is(Word::dash) && is(Word::month, 1);
    if (leaves_month) return read_date_range(next, true);
  }
}

// From a day to a day of another month.
bool Parser::read_date_range(Dates& dates, bool from_has_day) {
  const Token* const dash = take();
  dates.is_range = true;
  if (!from_has_day) dates.from.day = 1;
  if (is_year_at(0)) dates.to.year = take_short();
  bool to_has_day = false;
  if (!is(Word::month) && !is(Word::easter)) return refuse(Wanted::month_or_easter);
  if (!read_anchor(dates.to, true, to_has_day)) return false;
  if (!to_has_day) dates.to.day = k_last_day;
  return check_range(dates, dash) && read_step(dates.every);
}

bool Parser::check_range(const Dates& dates, const Token* token) {
  const bool from_any = dates.from.year == 0;
  const bool to_any = dates.to.year == 0;
  const bool is_easter =
      dates.from.kind == AnchorKind::easter || dates.to.kind == AnchorKind::easter;
  if (from_any && !to_any) return refuse_at(token, Wanted::year_before);
  if (is_easter && !from_any && to_any) return refuse_at(token, Wanted::year_behind);
  if (!to_any && dates.to.year < dates.from.year) return refuse_at(token, Wanted::later_year);
  return true;
}

// "Mar Su[-1]" may be a date of its own, or a month before a weekday.
bool Parser::read_anchor(Anchor& anchor, bool in_dates, bool& has_day) {
  if (accept(Word::easter)) {
    anchor.kind = AnchorKind::easter;
    has_day = true;
    return read_anchor_offset(anchor);
  }
  anchor.month = static_cast<std::uint8_t>(take_value());
  const bool is_nth = is(Word::weekday) && is(Word::open_bracket, 1);
  if (is_nth && (in_dates || is_nth_date_at(0))) {
    has_day = true;
    return read_nth_of_month(anchor);
  }
  has_day = is_day_of_month_at(0);
  if (!has_day) return true;
  if (!read_day_of_month(anchor)) return false;
  return read_anchor_offset(anchor);
}

bool Parser::read_day_of_month(Anchor& anchor) {
  const int day = at_->value;
  if (day < 1 || day > longest(anchor.month)) return refuse(Wanted::day_of_month);
  anchor.day = static_cast<std::uint8_t>(take_value());
  return true;
}

bool Parser::read_nth_of_month(Anchor& anchor) {
  anchor.kind = AnchorKind::nth_weekday;
  anchor.weekday = static_cast<std::uint8_t>(take_value());
  ++at_;
  int number = 0;
  if (!read_nth_number(number)) return false;
  anchor.nth = static_cast<std::int8_t>(number);
  if (!accept(Word::close_bracket)) return refuse(Wanted::close_bracket);
  return read_anchor_offset(anchor);
}

// "+2 days", "-1 day", "+Mo", "-Su"
bool Parser::read_anchor_offset(Anchor& anchor) {
  const bool seeks =
      (is(Word::plus) || is(Word::dash)) && is(Word::weekday, 1) && !is(Word::open_bracket, 2);
  if (seeks) {
    const int sign = take()->word == Word::plus ? 1 : -1;
    anchor.seek_weekday = static_cast<std::int8_t>(sign * (take_value() + 1));
  }
  if (!begins_day_offset()) return true;
  return read_day_offset(anchor.offset_days, k_offset_days_max);
}

bool Parser::read_weeks() {
  begin_part(Part::weeks);
  ++at_;
  while (true) {
    if (!is(Word::number) || at_->value < 1 || at_->value > 53) return refuse(Wanted::week);
    Range& weeks = add(SelectorKind::weeks).range;
    weeks.from = weeks.to = take_short();
    weeks.every = 1;
    if (accept(Word::dash)) {
      const bool is_later = is(Word::number) && at_->value >= weeks.from && at_->value <= 53;
      if (!is_later) return refuse(Wanted::later_week);
      weeks.to = take_short();
      if (!read_step(weeks.every)) return false;
    }
    if (!is(Word::comma) || !is_day_of_month_at(1)) break;
    ++at_;
  }
  accept(Word::colon);  // for readability
  return true;
}

}  // namespace stadtkern::hours
