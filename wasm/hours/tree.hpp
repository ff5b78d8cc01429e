// What an opening_hours value means, as a small tree of plain values. Made by parse(), read by the
// evaluation, printed by canonical(). The selectors of all rules lie together in one pool, those of
// one rule side by side. All but Rules are plain bytes without initial values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hours/state.hpp"

namespace stadtkern::hours {

enum class Event : std::uint8_t { none, dawn, sunrise, sunset, dusk };

struct Time {
  std::int16_t minutes;  // since midnight, or the offset from the event
  Event event;
};

struct Span {
  Time from;
  Time to;                   // may lie past midnight: 26:00 is 02:00 of the next day
  bool has_end;              // false: "17:00+"
  bool open_end;             // the closing time is not known
  bool ends_next_day;        // the end is an event of the next day
  std::int16_t guess_until;  // minute up to which an open end is guessed
};

// Years or ISO weeks (1-53).
struct Range {
  std::uint16_t from;
  std::uint16_t to;
  std::uint16_t every;
};

inline constexpr int k_endless_year = 9999;  // the end of "2026+"

enum class AnchorKind : std::uint8_t { month_day, easter, nth_weekday };

// A day of a year: "Dec 24", "2026 easter -2 days", "Nov Th[4]", "Jan 01 +Mo".
struct Anchor {
  std::uint16_t year;  // 0: every year
  AnchorKind kind;
  std::uint8_t month;
  std::uint8_t day;
  std::int8_t nth;           // 1-5, or -1 to -5 from the end of the month
  std::uint8_t weekday;      // of the nth weekday
  std::int8_t seek_weekday;  // 1-7: on to this weekday, -1 to -7: back to it, 0: stay
  std::int16_t offset_days;

  // A month's day as it stands.
  bool is_plain() const {
    return kind == AnchorKind::month_day && seek_weekday == 0 && offset_days == 0;
  }
};

struct Dates {
  Anchor from;
  Anchor to;
  bool is_range;
  std::uint16_t every;
};

inline constexpr std::uint8_t k_last_day =
    31;  // of any month: the evaluation keeps within the month

// "Sa[1,3] +1 day"
struct NthWeekday {
  std::uint8_t weekday;
  std::uint8_t from_start;  // bit n-1: the nth of the month
  std::uint8_t from_end;    // bit n-1: the nth from the end
  std::int16_t offset_days;
};

struct HolidayDay {
  bool is_school;
  std::int16_t offset_days;
};

enum class SelectorKind : std::uint8_t {
  years,
  months,  // as dates from the first to the last day of months
  dates,
  weeks,
  holiday,          // and one of these holidays
  nth_weekday,      // or one of these days
  holiday_weekday,  // or one of these holidays, in a list with weekdays
  span
};

// The kind says which member is meant.
struct Selector {
  SelectorKind kind;
  union {
    Range range;         // years, weeks
    Dates dates;         // months, dates
    HolidayDay holiday;  // holiday, holiday_weekday
    NthWeekday nth_weekday;
    Span span;
  };
};

enum class Separator : std::uint8_t { normal, additional, fallback };

// A rule applies on a day that every kind of selector it has agrees with; selectors of one kind are
// alternatives.
struct Rule {
  std::uint16_t first;        // of its selectors in Rules::selectors
  std::uint16_t count;        // of them
  std::uint16_t spans_count;  // of them that are spans
  std::int16_t comment;       // where it begins in Rules::comments, -1 where there is none
  std::uint8_t weekdays;      // alternatives to the days with a weekday, bit 0 is Monday
  bool has_weekdays;          // there is a weekday selector
  bool always;                // "24/7"
  bool spills;                // a span reaches into the next day
  bool follows_sun;           // a span begins or ends with an event
  bool is_fallback;           // a fallback, or added to one
  Separator separator;
  Openness meaning;

  // There is any selector but times.
  bool has_dates() const { return has_weekdays || count > spans_count; }
};

// More rules than any value has; bounds the work of one evaluation.
inline constexpr std::size_t k_rules_max = 200;

// A parsed value. Copies are independent of the text it was read from.
struct Rules {
  std::vector<Rule> rules;
  std::vector<Selector> selectors;
  std::string comments;  // each closed by a double quote, which none of them holds
};

// The rule's comment, "" where it has none; lives as long as the rules.
std::string_view comment_of(const Rules& rules, const Rule& rule);

}  // namespace stadtkern::hours
