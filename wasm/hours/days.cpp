#include "hours/days.hpp"

namespace stadtkern::hours {
namespace {

constexpr std::uint8_t k_all_weekdays = 0x7F;

constexpr Day k_no_day = -1'000'000'000;

Day nth_weekday_day(int year, const Anchor& anchor) {
  const int length = days_in_month(year, anchor.month);
  const Day first = day_of(year, anchor.month, 1);
  int day = 0;  // of the month, from 0
  if (anchor.nth > 0) {
    day = (anchor.weekday - weekday_of(first) + 7) % 7 + 7 * (anchor.nth - 1);
  } else {
    const int last = length - 1;
    day = last - (weekday_of(first + last) - anchor.weekday + 7) % 7 + 7 * (anchor.nth + 1);
  }
  return day < 0 || day >= length ? k_no_day : first + day;
}

Day seek(Day day, int seek_weekday) {
  if (seek_weekday > 0) return day + (seek_weekday - 1 - weekday_of(day) + 7) % 7;
  if (seek_weekday < 0) return day - (weekday_of(day) - (-seek_weekday - 1) + 7) % 7;
  return day;
}

// As the end of a range a day past the month's last means the last; alone there is no such day.
Day resolve(const Anchor& anchor, int year, bool as_end) {
  Day day = 0;
  if (anchor.kind == AnchorKind::easter) {
    day = easter_of(year);
  } else if (anchor.kind == AnchorKind::nth_weekday) {
    day = nth_weekday_day(year, anchor);
    if (day == k_no_day) return k_no_day;
  } else {
    const int length = days_in_month(year, anchor.month);
    if (anchor.day > length && !as_end) return k_no_day;
    day = day_of(year, anchor.month, lesser(anchor.day, length));
  }
  return seek(day, anchor.seek_weekday) + anchor.offset_days;
}

// The ends of a date selector in a year; false where it has none. One of every year may end before
// it begins: it goes over New Year.
bool find_ends(const Dates& dates, int year, DayRange& ends) {
  ends.first = ends.last = resolve(dates.from, year, false);
  if (dates.is_range) {
    const bool is_leap_day = dates.from.kind == AnchorKind::month_day;
    if (ends.first == k_no_day && is_leap_day) ends.first = day_of(year, 3, 1);
    ends.last = resolve(dates.to, dates.to.year != 0 ? dates.to.year : year, true);
    const bool ends_later = dates.from.year != 0 && dates.to.year == 0;
    if (ends_later && ends.last < ends.first) ends.last = resolve(dates.to, year + 1, true);
    // The reference evaluation of the specification ends such a range on the eve of Easter.
    if (dates.to.kind == AnchorKind::easter) --ends.last;
  }
  return ends.first != k_no_day && ends.last != k_no_day;
}

// Whether the day is one of the dates, and a day after it up to which that stays so.
struct Season {
  bool agrees;
  Day end;
};

Season season_of(const Dates& dates, const DayFacts& facts) {
  const Day day = facts.day;
  Season season{false, day + (dates.every > 1 ? 1 : k_far_days)};
  const bool is_yearly = dates.from.year == 0;
  const int middle = is_yearly ? facts.date.year : dates.from.year;
  const int reach = is_yearly ? 1 : 0;
  Day first_before = 0;  // of the year before
  for (int year = middle - reach; year <= middle + reach; ++year) {
    DayRange ends;
    if (!find_ends(dates, year, ends)) continue;
    bool is_inside = day >= ends.first && day <= ends.last;
    Day first = ends.first;
    if (is_yearly && ends.last < ends.first && year == middle) {  // a part at each end of the year
      is_inside = day >= ends.first || day <= ends.last;
      if (day < ends.first && first_before != 0) first = first_before;
    }
    season.agrees |= is_inside && (day - first) % dates.every == 0;
    if (ends.first > day) season.end = lesser(season.end, ends.first);
    if (ends.last >= day) season.end = lesser(season.end, ends.last + 1);
    first_before = ends.first;
  }
  return season;
}

bool in_range(const Range& range, int number) {
  return number >= range.from && number <= range.to && (number - range.from) % range.every == 0;
}

bool is_nth(const NthWeekday& days, const DayFacts& facts) {
  const Day base = facts.day - days.offset_days;
  if (weekday_of(base) != days.weekday) return false;
  const Civil date = days.offset_days == 0 ? facts.date : civil_of(base);
  const int from_start = (date.day - 1) / 7;
  const int from_end = (days_in_month(date.year, date.month) - date.day) / 7;
  return ((days.from_start >> from_start) & 1) != 0 || ((days.from_end >> from_end) & 1) != 0;
}

// The last holiday that agrees gives the day its name.
bool on_holiday(const HolidayDay& entry, const DayFacts& facts, Match& found) {
  if (entry.is_school) {
    const DayRange* const range = range_with(facts.context().school_holidays, facts.day);
    if (range == nullptr) return false;
    found.on_school_holiday = true;
    found.school_holiday = range->first;
    found.holiday = PublicHoliday::none;
    found.holiday_offset = 0;
    return true;
  }
  const PublicHoliday holiday = facts.holiday_on(entry.offset_days);
  if (holiday == PublicHoliday::none) return false;
  found.on_school_holiday = false;
  found.holiday = holiday;
  found.holiday_offset = static_cast<std::int8_t>(entry.offset_days);
  return true;
}

constexpr unsigned bit(SelectorKind kind) {
  return 1U << static_cast<unsigned>(kind);
}

constexpr unsigned k_dates = bit(SelectorKind::months) | bit(SelectorKind::dates);
constexpr unsigned k_season = k_dates | bit(SelectorKind::years) | bit(SelectorKind::weeks);
constexpr unsigned k_some_days =
    bit(SelectorKind::nth_weekday) | bit(SelectorKind::holiday_weekday);

bool agrees(const Selector& selector, const DayFacts& facts, Match& found) {
  switch (selector.kind) {
    case SelectorKind::years:
      return in_range(selector.range, facts.date.year);
    case SelectorKind::weeks:
      return in_range(selector.range, iso_week(facts.day));
    case SelectorKind::months:
    case SelectorKind::dates:
      return season_of(selector.dates, facts).agrees;
    case SelectorKind::nth_weekday:
      return is_nth(selector.nth_weekday, facts);
    default:
      return on_holiday(selector.holiday, facts, found);
  }
}

}  // namespace

DayFacts::DayFacts(Day of, const Context& context)
    : day(of), date(civil_of(of)), weekday(weekday_of(of)), context_(&context) {}

PublicHoliday DayFacts::holiday_on(int days_ago) const {
  if (days_ago != 0) return public_holiday(day - days_ago, context_->land);
  if (holiday_ < 0) holiday_ = static_cast<std::int8_t>(public_holiday(day, context_->land));
  return static_cast<PublicHoliday>(holiday_);
}

void match(const Selector* selectors, const Rule& rule, const DayFacts& facts, Match& found) {
  found = {};
  unsigned asked = 0;
  unsigned agreed = 0;
  for (const Selector *selector = selectors + rule.first, *end = selector + rule.count;
       selector != end; ++selector) {
    if (selector->kind == SelectorKind::span) continue;
    asked |= bit(selector->kind);
    if (agrees(*selector, facts, found)) agreed |= bit(selector->kind);
  }
  const unsigned refused = asked & ~agreed;
  if ((refused & k_season) != 0) {
    found = {};
    return;
  }
  const bool some_days = (asked & k_some_days) != 0 && rule.weekdays != k_all_weekdays;
  found.in_season = true;
  found.is_regular = !rule.follows_sun && !some_days && (asked & bit(SelectorKind::holiday)) == 0;
  const bool on_weekday = !rule.has_weekdays || ((rule.weekdays >> facts.weekday) & 1) != 0 ||
                          (agreed & k_some_days) != 0;
  found.applies = on_weekday && (refused & bit(SelectorKind::holiday)) == 0;
}

Day season_end(const Rules& rules, Day day) {
  const DayFacts facts(day, {});
  Day end = day + k_far_days;
  for (const Selector& selector : rules.selectors) {
    if ((bit(selector.kind) & k_season) == 0) continue;
    Day next = day_of(facts.date.year + 1, 1, 1);
    if (selector.kind == SelectorKind::weeks) next = day - facts.weekday + 7;
    if ((bit(selector.kind) & k_dates) != 0) {
      const Day boundary = season_of(selector.dates, facts).end;
      if (selector.dates.from.year != 0 || boundary < next) next = boundary;
    }
    end = lesser(end, next);
  }
  return end;
}

}  // namespace stadtkern::hours
