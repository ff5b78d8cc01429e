// Opening hours for a person's eyes: a week as a table and the state as a sentence, in German,
// English and Leichte Sprache. Plain values and plain text; markup is made elsewhere.
#pragma once

#include <string>
#include <vector>

#include "hours/hours.hpp"

namespace stadtkern::hours {

enum class Language : std::uint8_t { german, english, easy };  // easy: Leichte Sprache

// One time of a day, "08:00-12:30".
struct TableSpan {
  std::string text;     // "8–12:30 Uhr", "ab 14 Uhr" for an open end, "den ganzen Tag"
  std::string comment;  // "" where there is none
  Openness openness = Openness::open;
};

struct TableDay {
  Day day = 0;
  int weekday = 0;               // 0 is Monday
  std::string name;              // "Montag"
  std::string holiday;           // the public holiday's German name, "" on other days
  std::vector<TableSpan> spans;  // none: closed
  std::string closed_text;       // "geschlossen", where there are no spans
};

struct WeekTable {
  std::vector<TableDay> days;  // seven, from the first day asked for
  int today = -1;              // index of the day of `now`, -1 where it is not in this week
  std::string otherwise;       // what holds at all other times ("nach Vereinbarung"), "" if closed
};

// The seven days from `first`. Hours after midnight stand with the day on which they began, where
// they end by 06:00.
WeekTable week_table(const Rules& rules, Day first, Instant now, const Context& context,
                     Language language);

// "geöffnet bis 18 Uhr", "öffnet morgen um 9 Uhr", "geschlossen bis Montag 8 Uhr", "durchgehend
// geöffnet", …: what a person in front of the door wants to know at `now`.
std::string sentence(const Rules& rules, Instant now, const Context& context, Language language);

}  // namespace stadtkern::hours
