// What an opening_hours value means, as a small tree of plain values. Made by parse(), read by the
// evaluation, printed by canonical(). Lists of all rules lie together in pools; a rule holds
// slices.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hours/notice.hpp"
#include "hours/state.hpp"

namespace stadtkern::hours {

struct Slice {
  std::uint16_t first = 0;
  std::uint16_t count = 0;
};

enum class Event : std::uint8_t { none, dawn, sunrise, sunset, dusk };

struct Time {
  std::int16_t minutes = 0;  // since midnight, or the offset from the event
  Event event = Event::none;
};

struct Span {
  Time from;
  Time to;                       // may lie past midnight: 26:00 is 02:00 of the next day
  bool has_end = true;           // false: "17:00+"
  bool open_end = false;         // the closing time is not known
  bool ends_next_day = false;    // the end is an event of the next day
  std::int16_t guess_until = 0;  // minute up to which an open end is guessed
};

struct Years {
  std::uint16_t from = 0;
  std::uint16_t to = 0;
  std::uint16_t every = 1;
};

struct Weeks {
  std::uint8_t from = 1;
  std::uint8_t to = 53;
  std::uint8_t every = 1;
};

struct Months {
  std::uint8_t from = 1;
  std::uint8_t to = 12;
};

enum class AnchorKind : std::uint8_t { month_day, easter, nth_weekday };

// A day of a year: "Dec 24", "2026 easter -2 days", "Nov Th[4]", "Jan 01 +Mo".
struct Anchor {
  std::uint16_t year = 0;  // 0: every year
  AnchorKind kind = AnchorKind::month_day;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  std::int8_t nth = 0;           // 1-5, or -1 to -5 from the end of the month
  std::uint8_t weekday = 0;      // of the nth weekday
  std::int8_t seek_weekday = 0;  // 1-7: on to this weekday, -1 to -7: back to it, 0: stay
  std::int16_t offset_days = 0;
};

struct Dates {
  Anchor from;
  Anchor to;
  bool is_range = false;
  std::uint16_t every = 1;
};

// "Sa[1,3] +1 day"
struct NthWeekday {
  std::uint8_t weekday = 0;
  std::uint8_t from_start = 0;  // bit n-1: the nth of the month
  std::uint8_t from_end = 0;    // bit n-1: the nth from the end
  std::int16_t offset_days = 0;
};

struct HolidayDay {
  bool is_school = false;
  std::int16_t offset_days = 0;
};

enum class Separator : std::uint8_t { normal, additional, fallback };

// A rule applies on a day that every selector it has agrees with; the entries of one selector are
// alternatives.
struct Rule {
  Slice years, months, dates, weeks;
  Slice holidays;             // and one of these holidays
  Slice nth_weekdays;         // or one of these days
  Slice holiday_weekdays;     // or one of these holidays
  std::uint8_t weekdays = 0;  // or one of these days, bit 0 is Monday
  bool has_weekdays = false;  // there is a weekday selector
  bool has_dates = false;     // there is any selector but times
  bool always = false;        // "24/7"
  bool spills = false;        // a span reaches into the next day
  Separator separator = Separator::normal;
  bool is_fallback = false;   // a fallback, or added to one
  bool has_modifier = false;  // written, not implied
  Openness meaning = Openness::open;
  std::int16_t comment = -1;  // index into Rules::comments
  Slice spans;
};

// More rules than any value has; bounds the work of one evaluation.
inline constexpr std::size_t k_rules_max = 200;

// A parsed value. Copies are independent of the text it was read from.
struct Rules {
  std::vector<Rule> rules;
  std::vector<Years> years;
  std::vector<Months> months;
  std::vector<Dates> dates;
  std::vector<Weeks> weeks;
  std::vector<HolidayDay> holidays;
  std::vector<HolidayDay> holiday_weekdays;
  std::vector<NthWeekday> nth_weekdays;
  std::vector<Span> spans;
  std::vector<std::string> comments;
  std::vector<Notice> notices;
  bool uses_public_holidays = false;
  bool uses_school_holidays = false;
  bool uses_sun = false;
  bool uses_weekdays = false;
  bool any_spills = false;  // some rule reaches into the next day
};

}  // namespace stadtkern::hours
