// Opening hours for a person's eyes: a week as a table and the state as a sentence, in German,
// English and Leichte Sprache. Plain values and plain text; markup is made elsewhere.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "hours/hours.hpp"

namespace stadtkern::hours {

enum class Language : std::uint8_t { german, english, easy };  // easy: Leichte Sprache

struct TableDay {
  Day day = 0;
  int weekday = 0;          // 0 is Monday
  std::string_view name;    // "Montag"
  PublicHoliday holiday{};  // none on other days
  // One time per line, with its comment: "8–12:30 Uhr\nab 14 Uhr (nach Anruf)", "den ganzen Tag";
  // "" where it is closed.
  std::string times;
};

struct WeekTable {
  std::array<TableDay, 7> days;  // from the first day asked for
  int today = -1;                // index of the day of `now`, -1 where it is not in this week
  std::string_view closed_text;  // "geschlossen", for days without times
  std::string_view otherwise;  // what holds at all other times ("nach Vereinbarung"), "" if closed
};

// The seven days from `first`. Hours after midnight stand with the day on which they began, where
// they end by 06:00. The table lives as long as the rules.
WeekTable week_table(const Rules& rules, Day first, Instant now, const Context& context,
                     Language language);

// "geöffnet bis 18 Uhr", "öffnet morgen um 9 Uhr", "geschlossen bis Montag 8 Uhr", "durchgehend
// geöffnet", …: what a person in front of the door wants to know at `now`.
std::string sentence(const Rules& rules, Instant now, const Context& context, Language language);

}  // namespace stadtkern::hours
