#include "hours/days.hpp"

#include <algorithm>

namespace stadtkern::hours {
namespace {

template <class T>
std::span<const T> entries(const std::vector<T>& pool, Slice slice) {
  return {pool.data() + slice.first, slice.count};
}

std::optional<Day> nth_weekday_day(int year, const Anchor& anchor) {
  const int length = days_in_month(year, anchor.month);
  int day = 0;
  if (anchor.nth > 0) {
    const int first = weekday_of(day_of(year, anchor.month, 1));
    day = 1 + (anchor.weekday - first + 7) % 7 + 7 * (anchor.nth - 1);
  } else {
    const int last = weekday_of(day_of(year, anchor.month, length));
    day = length - (last - anchor.weekday + 7) % 7 + 7 * (anchor.nth + 1);
  }
  if (day < 1 || day > length) return std::nullopt;
  return day_of(year, anchor.month, day);
}

Day seek(Day day, int seek_weekday) {
  if (seek_weekday > 0) return day + (seek_weekday - 1 - weekday_of(day) + 7) % 7;
  if (seek_weekday < 0) return day - (weekday_of(day) - (-seek_weekday - 1) + 7) % 7;
  return day;
}

// As the end of a range a day past the month's last means the last; alone there is no such day.
std::optional<Day> resolve(const Anchor& anchor, int year, bool as_end) {
  std::optional<Day> day;
  switch (anchor.kind) {
    case AnchorKind::easter:
      day = easter_of(year);
      break;
    case AnchorKind::nth_weekday:
      day = nth_weekday_day(year, anchor);
      break;
    case AnchorKind::month_day:
      const int length = days_in_month(year, anchor.month);
      if (anchor.day > length && !as_end) return std::nullopt;
      day = day_of(year, anchor.month, std::min<int>(anchor.day, length));
  }
  if (day) *day = seek(*day, anchor.seek_weekday) + anchor.offset_days;
  return day;
}

// The ends of a date selector in a year; the last may lie before the first: "Nov 15-Feb 15".
std::optional<DayRange> ends_in(const Dates& dates, int year) {
  auto from = resolve(dates.from, year, false);
  if (!dates.is_range) {
    if (!from) return std::nullopt;
    return DayRange{*from, *from};
  }
  const bool is_leap_day = dates.from.kind == AnchorKind::month_day;
  if (!from && is_leap_day) from = day_of(year, dates.from.month, dates.from.day);  // March 1
  auto to = resolve(dates.to, dates.to.year != 0 ? dates.to.year : year, true);
  if (!from || !to) return std::nullopt;
  // The reference evaluation of the specification ends such a range on the eve of Easter.
  if (dates.to.kind == AnchorKind::easter) --*to;
  return DayRange{*from, *to};
}

bool is_step(const Dates& dates, Day day, Day first) {
  return (day - first) % dates.every == 0;
}

// A range with years of its own.
bool in_dated_range(const Dates& dates, Day day) {
  const auto ends = ends_in(dates, dates.from.year);
  if (!ends) return false;
  Day last = ends->last;
  if (last < ends->first && dates.to.year == 0) {
    const auto later = resolve(dates.to, dates.from.year + 1, true);
    if (later) last = *later;
  }
  return day >= ends->first && day <= last && is_step(dates, day, ends->first);
}

// A range of every year. One that goes over New Year is a part at each end of the year.
bool in_yearly_range(const Dates& dates, const DayFacts& facts) {
  const Day day = facts.day;
  for (int year = facts.date.year - 1; year <= facts.date.year + 1; ++year) {
    const auto ends = ends_in(dates, year);
    if (!ends) continue;
    if (ends->first <= ends->last) {
      if (day >= ends->first && day <= ends->last && is_step(dates, day, ends->first)) return true;
    } else if (year == facts.date.year) {
      if (day >= ends->first) return is_step(dates, day, ends->first);
      const auto before = ends_in(dates, year - 1);
      if (day <= ends->last) return is_step(dates, day, before ? before->first : ends->first);
    }
  }
  return false;
}

bool in_dates(const Dates& dates, const DayFacts& facts) {
  if (dates.from.year != 0) return in_dated_range(dates, facts.day);
  return in_yearly_range(dates, facts);
}

bool in_years(const Years& years, int year) {
  return year >= years.from && year <= years.to && (year - years.from) % years.every == 0;
}

bool in_months(const Months& months, int month) {
  if (months.from <= months.to) return month >= months.from && month <= months.to;
  return month >= months.from || month <= months.to;
}

bool in_weeks(const Weeks& weeks, int week) {
  return week >= weeks.from && week <= weeks.to && (week - weeks.from) % weeks.every == 0;
}

template <class T, class Predicate>
bool any_or_none(const std::vector<T>& pool, Slice slice, Predicate predicate) {
  if (slice.count == 0) return true;
  const auto list = entries(pool, slice);
  return std::any_of(list.begin(), list.end(), predicate);
}

bool in_season(const Rules& rules, const Rule& rule, const DayFacts& facts) {
  const Civil& date = facts.date;
  if (!any_or_none(rules.years, rule.years,
                   [&](const Years& y) { return in_years(y, date.year); })) {
    return false;
  }
  if (!any_or_none(rules.months, rule.months,
                   [&](const Months& m) { return in_months(m, date.month); })) {
    return false;
  }
  if (!any_or_none(rules.dates, rule.dates, [&](const Dates& d) { return in_dates(d, facts); })) {
    return false;
  }
  if (rule.weeks.count == 0) return true;
  const int week = iso_week(facts.day);
  return any_or_none(rules.weeks, rule.weeks, [&](const Weeks& w) { return in_weeks(w, week); });
}

bool is_nth(const NthWeekday& days, const DayFacts& facts) {
  const Day base = facts.day - days.offset_days;
  if (weekday_of(base) != days.weekday) return false;
  const Civil date = days.offset_days == 0 ? facts.date : civil_of(base);
  const int from_start = (date.day - 1) / 7;
  const int from_end = (days_in_month(date.year, date.month) - date.day) / 7;
  return ((days.from_start >> from_start) & 1) != 0 || ((days.from_end >> from_end) & 1) != 0;
}

// Every holiday of the list is looked at: the last that agrees gives the day its name.
bool on_holiday(std::span<const HolidayDay> list, const DayFacts& facts, Match& found) {
  bool any = false;
  for (const HolidayDay& entry : list) {
    if (entry.is_school) {
      const auto range = range_with(facts.context().school_holidays, facts.day);
      if (!range) continue;
      found.on_school_holiday = true;
      found.school_holiday = range->first;
      found.holiday = PublicHoliday::none;
      found.holiday_offset = 0;
    } else {
      const PublicHoliday holiday =
          entry.offset_days == 0
              ? facts.holiday()
              : public_holiday(facts.day - entry.offset_days, facts.context().land);
      if (holiday == PublicHoliday::none) continue;
      found.on_school_holiday = false;
      found.holiday = holiday;
      found.holiday_offset = static_cast<std::int8_t>(entry.offset_days);
    }
    any = true;
  }
  return any;
}

// The first of the month (1-12, or 13 for January) that comes after the date.
Day next_first(const Civil& date, int month) {
  const int wanted = (month - 1) % 12 + 1;
  return day_of(wanted > date.month ? date.year : date.year + 1, wanted, 1);
}

Day first_boundary(const DayRange& ends, Day day, Day end) {
  if (ends.first > day) end = std::min(end, ends.first);
  if (ends.last >= day) end = std::min(end, ends.last + 1);
  return end;
}

Day dates_end(const Dates& dates, Day day, int year, Day end) {
  if (dates.every > 1) return day + 1;
  if (dates.from.year != 0) {
    const auto ends = ends_in(dates, dates.from.year);
    if (!ends) return end;
    return ends->last < ends->first ? day + 1 : first_boundary(*ends, day, end);
  }
  for (int y = year - 1; y <= year + 1; ++y) {
    if (const auto ends = ends_in(dates, y)) end = first_boundary(*ends, day, end);
  }
  return std::min(end, day_of(year + 1, 1, 1));
}

}  // namespace

DayFacts::DayFacts(Day of, const Context& context)
    : day(of), date(civil_of(of)), weekday(weekday_of(of)), context_(&context) {}

PublicHoliday DayFacts::holiday() const {
  if (holiday_ < 0) holiday_ = static_cast<std::int8_t>(public_holiday(day, context_->land));
  return static_cast<PublicHoliday>(holiday_);
}

Match match(const Rules& rules, const Rule& rule, const DayFacts& facts) {
  Match found{};
  found.in_season = in_season(rules, rule, facts);
  if (!found.in_season) return found;
  if (rule.holidays.count > 0 &&
      !on_holiday(entries(rules.holidays, rule.holidays), facts, found)) {
    return found;
  }
  if (rule.has_weekdays) {
    bool agrees = ((rule.weekdays >> facts.weekday) & 1) != 0;
    for (const NthWeekday& days : entries(rules.nth_weekdays, rule.nth_weekdays)) {
      agrees = agrees || is_nth(days, facts);
    }
    agrees |= on_holiday(entries(rules.holiday_weekdays, rule.holiday_weekdays), facts, found);
    if (!agrees) return found;
  }
  found.applies = true;
  return found;
}

Day season_end(const Rules& rules, Day day) {
  const Civil date = civil_of(day);
  Day end = day + k_far_days;
  if (!rules.years.empty()) end = day_of(date.year + 1, 1, 1);
  for (const Months& months : rules.months) {
    end = std::min({end, next_first(date, months.from), next_first(date, months.to + 1)});
  }
  if (!rules.weeks.empty()) end = std::min(end, day - weekday_of(day) + 7);
  for (const Dates& dates : rules.dates) end = dates_end(dates, day, date.year, end);
  return end;
}

bool is_irregular(const Rules& rules, const Rule& rule) {
  if (rule.holidays.count > 0) return true;
  const bool every_day = rule.weekdays == 0x7F;
  const bool some_days = rule.holiday_weekdays.count > 0 || rule.nth_weekdays.count > 0;
  if (some_days && !every_day) return true;
  const auto spans = entries(rules.spans, rule.spans);
  return std::any_of(spans.begin(), spans.end(), [](const Span& span) {
    return span.from.event != Event::none || (span.has_end && span.to.event != Event::none);
  });
}

}  // namespace stadtkern::hours
