#include "hours/week.hpp"

#include "hours/wording.hpp"

namespace stadtkern::hours {
namespace {

constexpr int k_week = 7;
constexpr int k_night_end = 6 * 60;  // what ends by then belongs to the evening before

struct Piece {
  Day day;
  int from;
  int to;  // may lie past 24:00
  State state;
  bool open_end;
};

const char* closed_word(Language language) {
  constexpr const char* k_words[] = {"geschlossen", "closed", "zu"};
  return k_words[static_cast<int>(language)];
}

const char* all_day(Language language) {
  constexpr const char* k_words[] = {"den ganzen Tag", "all day", "den ganzen Tag"};
  return k_words[static_cast<int>(language)];
}

std::string from_text(int minute, Language language) {
  return (language == Language::english ? "from " : "ab ") + clock_text(minute, language);
}

std::string span_text(const Piece& piece, Language language) {
  if (piece.from == 0 && piece.to == k_day_minutes) return all_day(language);
  if (piece.open_end && piece.state.openness == Openness::unknown) {
    return from_text(piece.from, language);
  }
  const int to = piece.to > k_day_minutes ? piece.to - k_day_minutes : piece.to;
  const bool is_easy = language == Language::easy;
  std::string text = is_easy ? clock_text(piece.from, language) : bare_clock(piece.from, language);
  text += is_easy ? " bis " : "–";
  text += clock_text(to, language);
  constexpr const char* k_longer[] = {" oder länger", " or longer", " oder länger"};
  if (piece.open_end) text += k_longer[static_cast<int>(language)];
  return text;
}

// Cuts an interval at the midnights that it goes beyond by more than the night.
void add_pieces(std::vector<Piece>& pieces, const Interval& interval) {
  Moment from = moment_of(interval.from, false);
  const Moment to = moment_of(interval.to, true);
  while (from.day <= to.day) {
    const bool ends_here = to.day == from.day;
    const bool ends_tonight = to.day == from.day + 1 && to.minute <= k_night_end && from.minute > 0;
    const int end = ends_here      ? to.minute
                    : ends_tonight ? to.minute + k_day_minutes
                                   : k_day_minutes;
    pieces.push_back({from.day, from.minute, end, interval.state, interval.state.guessed_end});
    if (ends_here || ends_tonight) return;
    from = {from.day + 1, 0};
  }
}

// "13:00-17:00+" is a span of its own and a guess: one line for a person.
void join_open_ends(std::vector<Piece>& pieces) {
  std::vector<Piece> joined;
  for (const Piece& piece : pieces) {
    const bool continues = !joined.empty() && piece.open_end && joined.back().day == piece.day &&
                           joined.back().to == piece.from &&
                           joined.back().state.openness == Openness::open;
    const bool after_midnight = !joined.empty() && piece.open_end && piece.from == 0 &&
                                joined.back().day == piece.day - 1 &&
                                joined.back().to >= k_day_minutes;
    if (continues) {
      joined.back().open_end = true;
    } else if (!after_midnight) {
      joined.push_back(piece);
    }
  }
  pieces = std::move(joined);
}

}  // namespace

WeekTable week_table(const Rules& rules, Day first, Instant now, const Context& context,
                     Language language) {
  WeekTable table;
  const Day today = local_day(now);
  for (Day day = first; day < first + k_week; ++day) {
    const int weekday = weekday_of(day);
    const PublicHoliday holiday = public_holiday(day, context.land);
    if (day == today) table.today = day - first;
    table.days.push_back({day,
                          weekday,
                          weekday_name(weekday, language),
                          std::string(german_name(holiday)),
                          {},
                          closed_word(language)});
  }
  const Usual usual = usual_hours(rules);
  table.otherwise = usual.otherwise;
  std::vector<Piece> pieces;
  const Instant from{clock_of(first - 1).start_ms};
  const Instant to{clock_of(first + k_week + 1).start_ms};
  for (const Interval& interval : intervals(usual.rules, from, to, context)) {
    add_pieces(pieces, interval);
  }
  join_open_ends(pieces);
  for (const Piece& piece : pieces) {
    const int index = piece.day - first;
    if (index < 0 || index >= k_week) continue;
    table.days[index].spans.push_back(
        {span_text(piece, language), std::string(piece.state.comment), piece.state.openness});
  }
  return table;
}

}  // namespace stadtkern::hours
