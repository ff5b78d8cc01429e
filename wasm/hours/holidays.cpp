#include "hours/holidays.hpp"

namespace stadtkern::hours {
namespace {

constexpr std::uint16_t bit(Land land) {
  return static_cast<std::uint16_t>(1U << (static_cast<unsigned>(land) - 1));
}

template <class... Lands>
constexpr std::uint16_t in(Lands... lands) {
  return static_cast<std::uint16_t>((bit(lands) | ...));
}

using enum Land;
constexpr std::uint16_t k_everywhere = 0xFFFF;

struct Kept {
  std::uint8_t month;  // k_easter: `day` counts from Easter Sunday
  std::int8_t day;
  PublicHoliday holiday;
  std::uint8_t since;  // first year, after 1900
  std::uint8_t until;  // last year, after 1900
  std::uint16_t lands;
};

constexpr std::uint8_t k_easter = 0;
constexpr std::uint8_t k_always = 0;
constexpr std::uint8_t k_forever = 255;

// The holiday acts of the states as of 2026; a state that introduced one later has a line of its
// own.
constexpr Kept k_kept[] = {
    {1, 1, PublicHoliday::new_year, k_always, k_forever, k_everywhere},
    {1, 6, PublicHoliday::epiphany, k_always, k_forever, in(bw, by, st)},
    {3, 8, PublicHoliday::womens_day, 119, k_forever, in(be)},
    {3, 8, PublicHoliday::womens_day, 123, k_forever, in(mv)},
    {5, 1, PublicHoliday::labour_day, k_always, k_forever, k_everywhere},
    {5, 8, PublicHoliday::liberation_day, 120, 120, in(be)},
    {5, 8, PublicHoliday::liberation_day, 125, 125, in(be)},
    {6, 17, PublicHoliday::uprising, 128, 128, in(be)},
    {8, 15, PublicHoliday::assumption, k_always, k_forever, in(by, sl)},
    {9, 20, PublicHoliday::childrens_day, 119, k_forever, in(th)},
    {10, 3, PublicHoliday::german_unity, 90, k_forever, k_everywhere},
    {10, 31, PublicHoliday::reformation, k_always, k_forever, in(bb, mv, sn, st, th)},
    {10, 31, PublicHoliday::reformation, 117, 117, k_everywhere},
    {10, 31, PublicHoliday::reformation, 118, k_forever, in(hb, hh, ni, sh)},
    {11, 1, PublicHoliday::all_saints, k_always, k_forever, in(bw, by, nw, rp, sl)},
    {12, 25, PublicHoliday::christmas, k_always, k_forever, k_everywhere},
    {12, 26, PublicHoliday::second_christmas, k_always, k_forever, k_everywhere},
    {k_easter, -2, PublicHoliday::good_friday, k_always, k_forever, k_everywhere},
    {k_easter, 0, PublicHoliday::easter_sunday, k_always, k_forever, in(bb)},
    {k_easter, 1, PublicHoliday::easter_monday, k_always, k_forever, k_everywhere},
    {k_easter, 39, PublicHoliday::ascension, k_always, k_forever, k_everywhere},
    {k_easter, 49, PublicHoliday::pentecost_sunday, k_always, k_forever, in(bb)},
    {k_easter, 50, PublicHoliday::pentecost_monday, k_always, k_forever, k_everywhere},
    {k_easter, 60, PublicHoliday::corpus_christi, k_always, k_forever, in(bw, by, he, nw, rp, sl)},
};

// Buß- und Bettag, since 1995 only in Saxony: the Wednesday before November 23.
bool is_repentance_day(const Civil& date, Day day) {
  return date.month == 11 && date.day >= 16 && date.day <= 22 && weekday_of(day) == 2;
}

constexpr std::string_view k_codes = "BWBYBEBBHBHHHEMVNINWRPSLSNSTSHTH";

bool is_code(std::string_view text, const char* code) {
  return text.size() == 2 && (text[0] & ~0x20) == code[0] && (text[1] & ~0x20) == code[1];
}

}  // namespace

Land land_coded(std::string_view code) {
  if (code.size() == 5 && is_code(code.substr(0, 2), "DE") && code[2] == '-') code.remove_prefix(3);
  for (std::size_t i = 0; i < k_codes.size(); i += 2) {
    if (is_code(code, k_codes.data() + i)) return static_cast<Land>(i / 2 + 1);
  }
  return none;
}

PublicHoliday public_holiday(Day day, Land land) {
  if (land == none) return PublicHoliday::none;
  const Civil date = civil_of(day);
  // What hangs on Easter lies between March 20 and June 24.
  const bool near_easter = date.month >= 3 && date.month <= 6;
  const int after_easter = near_easter ? day - easter_of(date.year) : -128;
  for (const Kept& kept : k_kept) {
    const bool is_day = kept.month == k_easter ? kept.day == after_easter
                                               : kept.day == date.day && kept.month == date.month;
    const bool in_time = date.year >= 1900 + kept.since &&
                         (kept.until == k_forever || date.year <= 1900 + kept.until);
    if (is_day && in_time && (kept.lands & bit(land)) != 0) return kept.holiday;
  }
  return land == sn && is_repentance_day(date, day) ? PublicHoliday::repentance
                                                    : PublicHoliday::none;
}

const DayRange* range_with(std::span<const DayRange> ranges, Day day) {
  for (const DayRange& range : ranges) {
    if (range.holds(day)) return &range;
  }
  return nullptr;
}

}  // namespace stadtkern::hours
