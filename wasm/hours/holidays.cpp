#include "hours/holidays.hpp"

#include <algorithm>
#include <array>

namespace stadtkern::hours {
namespace {

constexpr std::uint32_t bit(Land land) {
  return 1U << static_cast<unsigned>(land);
}

template <class... Lands>
constexpr std::uint32_t in(Lands... lands) {
  return (bit(lands) | ...);
}

using enum Land;
constexpr std::uint32_t k_everywhere = 0x1FFFE;

struct FixedHoliday {
  std::uint8_t month;
  std::uint8_t day;
  PublicHoliday holiday;
  std::uint16_t since;  // first year
  std::uint16_t until;  // last year
  std::uint32_t lands;
};

constexpr std::uint16_t k_always = 0;
constexpr std::uint16_t k_forever = 9999;

// The holiday acts of the states as of 2026; a state that introduced one later has a line of its
// own.
constexpr FixedHoliday k_fixed[] = {
    {1, 1, PublicHoliday::new_year, k_always, k_forever, k_everywhere},
    {1, 6, PublicHoliday::epiphany, k_always, k_forever, in(bw, by, st)},
    {3, 8, PublicHoliday::womens_day, 2019, k_forever, in(be)},
    {3, 8, PublicHoliday::womens_day, 2023, k_forever, in(mv)},
    {5, 1, PublicHoliday::labour_day, k_always, k_forever, k_everywhere},
    {5, 8, PublicHoliday::liberation_day, 2020, 2020, in(be)},
    {5, 8, PublicHoliday::liberation_day, 2025, 2025, in(be)},
    {6, 17, PublicHoliday::uprising, 2028, 2028, in(be)},
    {8, 15, PublicHoliday::assumption, k_always, k_forever, in(by, sl)},
    {9, 20, PublicHoliday::childrens_day, 2019, k_forever, in(th)},
    {10, 3, PublicHoliday::german_unity, 1990, k_forever, k_everywhere},
    {10, 31, PublicHoliday::reformation, k_always, k_forever, in(bb, mv, sn, st, th)},
    {10, 31, PublicHoliday::reformation, 2017, 2017, k_everywhere},
    {10, 31, PublicHoliday::reformation, 2018, k_forever, in(hb, hh, ni, sh)},
    {11, 1, PublicHoliday::all_saints, k_always, k_forever, in(bw, by, nw, rp, sl)},
    {12, 25, PublicHoliday::christmas, k_always, k_forever, k_everywhere},
    {12, 26, PublicHoliday::second_christmas, k_always, k_forever, k_everywhere},
};

struct MovingHoliday {
  std::int8_t days_after_easter;
  PublicHoliday holiday;
  std::uint32_t lands;
};

constexpr MovingHoliday k_moving[] = {
    {-2, PublicHoliday::good_friday, k_everywhere},
    {0, PublicHoliday::easter_sunday, in(bb)},
    {1, PublicHoliday::easter_monday, k_everywhere},
    {39, PublicHoliday::ascension, k_everywhere},
    {49, PublicHoliday::pentecost_sunday, in(bb)},
    {50, PublicHoliday::pentecost_monday, k_everywhere},
    {60, PublicHoliday::corpus_christi, in(bw, by, he, nw, rp, sl)},
};

PublicHoliday moving_holiday(Day day, int year, std::uint32_t land) {
  const int after = day - easter_of(year);
  for (const MovingHoliday& entry : k_moving) {
    if (entry.days_after_easter == after && (entry.lands & land) != 0) return entry.holiday;
  }
  return PublicHoliday::none;
}

// Buß- und Bettag, since 1995 only in Saxony: the Wednesday before November 23.
bool is_repentance_day(const Civil& date, Day day, std::uint32_t land) {
  return (land & in(sn)) != 0 && date.month == 11 && date.day >= 16 && date.day <= 22 &&
         weekday_of(day) == 2;
}

struct LandName {
  std::string_view code;
  std::string_view name;
};

constexpr std::array<LandName, 16> k_lands = {{{"BW", "Baden-Württemberg"},
                                               {"BY", "Bayern"},
                                               {"BE", "Berlin"},
                                               {"BB", "Brandenburg"},
                                               {"HB", "Bremen"},
                                               {"HH", "Hamburg"},
                                               {"HE", "Hessen"},
                                               {"MV", "Mecklenburg-Vorpommern"},
                                               {"NI", "Niedersachsen"},
                                               {"NW", "Nordrhein-Westfalen"},
                                               {"RP", "Rheinland-Pfalz"},
                                               {"SL", "Saarland"},
                                               {"SN", "Sachsen"},
                                               {"ST", "Sachsen-Anhalt"},
                                               {"SH", "Schleswig-Holstein"},
                                               {"TH", "Thüringen"}}};

constexpr std::string_view k_names[] = {"",
                                        "Neujahr",
                                        "Heilige Drei Könige",
                                        "Internationaler Frauentag",
                                        "Karfreitag",
                                        "Ostersonntag",
                                        "Ostermontag",
                                        "Tag der Arbeit",
                                        "Tag der Befreiung",
                                        "Christi Himmelfahrt",
                                        "Pfingstsonntag",
                                        "Pfingstmontag",
                                        "75. Jahrestag des Volksaufstands",
                                        "Fronleichnam",
                                        "Mariä Himmelfahrt",
                                        "Weltkindertag",
                                        "Tag der Deutschen Einheit",
                                        "Reformationstag",
                                        "Allerheiligen",
                                        "Buß- und Bettag",
                                        "1. Weihnachtstag",
                                        "2. Weihnachtstag"};

char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
}

bool is_code(std::string_view text, std::string_view code) {
  return text.size() == 2 && upper(text[0]) == code[0] && upper(text[1]) == code[1];
}

}  // namespace

std::optional<Land> land_named(std::string_view name) {
  std::string_view code = name;
  if (code.size() == 5 && is_code(code.substr(0, 2), "DE") && code[2] == '-') code.remove_prefix(3);
  for (std::size_t i = 0; i < k_lands.size(); ++i) {
    if (is_code(code, k_lands[i].code) || name == k_lands[i].name) {
      return static_cast<Land>(i + 1);
    }
  }
  return std::nullopt;
}

PublicHoliday public_holiday(Day day, Land land) {
  if (land == none) return PublicHoliday::none;
  const Civil date = civil_of(day);
  const std::uint32_t mask = bit(land);
  for (const FixedHoliday& entry : k_fixed) {
    if (entry.day == date.day && entry.month == date.month && (entry.lands & mask) != 0 &&
        date.year >= entry.since && date.year <= entry.until) {
      return entry.holiday;
    }
  }
  // Easter lies between March 22 and April 25, so what hangs on it between March 20 and June 24.
  if (date.month >= 3 && date.month <= 6) return moving_holiday(day, date.year, mask);
  if (is_repentance_day(date, day, mask)) return PublicHoliday::repentance;
  return PublicHoliday::none;
}

std::string_view german_name(PublicHoliday holiday) {
  return k_names[static_cast<std::size_t>(holiday)];
}

std::optional<DayRange> range_with(std::span<const DayRange> ranges, Day day) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), day,
                                      [](Day d, const DayRange& range) { return d < range.first; });
  if (after == ranges.begin() || day > (after - 1)->last) return std::nullopt;
  return *(after - 1);
}

}  // namespace stadtkern::hours
