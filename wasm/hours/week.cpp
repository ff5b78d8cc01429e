#include "hours/week.hpp"

#include "hours/text.hpp"
#include "hours/wording.hpp"

namespace stadtkern::hours {
namespace {

// In each language: a closed day, the whole day, the word before a start, between two times, and
// behind an end that may be later.
enum Phrase { k_closed, k_all_day, k_from, k_to, k_longer };

constexpr const char* k_phrases[] = {
    "geschlossen|den ganzen Tag|ab |–| oder länger|",
    "closed|all day|from |–| or longer|",
    "zu|den ganzen Tag|ab | bis | oder länger|",
};

// An interval, cut at midnight.
struct Piece {
  Day day;
  int from;
  int to;  // may lie past 24:00
  State state;
  bool open_end;
};

void add_span(std::string& text, const Piece& piece, Language language) {
  const auto say = [&text, language](Phrase wanted) {
    add_piece(text, k_phrases[static_cast<int>(language)], wanted);
  };
  if (!text.empty()) text += '\n';
  if (piece.from == 0 && piece.to == k_day_minutes) {
    say(k_all_day);
  } else if (piece.open_end && piece.state.openness == Openness::unknown) {
    say(k_from);
    add_time(text, piece.from, language);
  } else {
    const bool is_easy = language == Language::easy;
    (is_easy ? add_time : add_clock)(text, piece.from, language);
    say(k_to);
    add_time(text, piece.to > k_day_minutes ? piece.to - k_day_minutes : piece.to, language);
    if (piece.open_end) say(k_longer);
  }
  if (piece.state.comment.empty()) return;
  text += " (";
  text += piece.state.comment;
  text += ')';
}

class Table {
 public:
  Table(WeekTable& table, Language language) : table_(table), language_(language) {
    last_.day = table.days[0].day - 1;  // nothing yet
  }

  // Cuts an interval at the midnights that it goes beyond by more than the night.
  void add(const Interval& interval) {
    Moment from = moment_of(interval.from, false);
    const Moment to = moment_of(interval.to, true);
    while (from.day <= to.day) {
      const bool ends_here = to.day == from.day;
      const bool ends_tonight =
          to.day == from.day + 1 && to.minute <= k_night_end && from.minute > 0;
      const int end = ends_here      ? to.minute
                      : ends_tonight ? to.minute + k_day_minutes
                                     : k_day_minutes;
      join({from.day, from.minute, end, interval.state, interval.state.guessed_end});
      if (ends_here || ends_tonight) return;
      from = {from.day + 1, 0};
    }
  }

  // Writes the last piece, which none has followed.
  void write() {
    const int index = last_.day - table_.days[0].day;
    if (index < 0 || index >= static_cast<int>(table_.days.size())) return;
    add_span(table_.days[index].times, last_, language_);
  }

 private:
  // "13:00-17:00+" is a span of its own and a guess: one line for a person.
  void join(const Piece& piece) {
    const bool continues = piece.open_end && last_.day == piece.day && last_.to == piece.from &&
                           last_.state.openness == Openness::open;
    const bool after_midnight = piece.open_end && piece.from == 0 && last_.day == piece.day - 1 &&
                                last_.to >= k_day_minutes;
    if (continues) {
      last_.open_end = true;
    } else if (!after_midnight) {
      write();
      last_ = piece;
    }
  }

  WeekTable& table_;
  Language language_;
  Piece last_{};
};

}  // namespace

WeekTable week_table(const Rules& rules, Day first, Instant now, const Context& context,
                     Language language) {
  WeekTable table;
  const int days = static_cast<int>(table.days.size());
  const Asked usual = usual_hours(rules, context);
  table.otherwise = otherwise(usual);
  table.closed_text = piece(k_phrases[static_cast<int>(language)], k_closed);
  const Day today = local_day(now);
  if (today >= first && today < first + days) table.today = today - first;
  for (int i = 0; i < days; ++i) {
    TableDay& day = table.days[i];
    day.day = first + i;
    day.weekday = weekday_of(day.day);
    day.name = weekday_name(day.weekday, language);
    day.holiday = public_holiday(day.day, context.land);
  }
  Table writer(table, language);
  Intervals walk(usual, {clock_of(first - 1).start_ms}, {clock_of(first + days + 1).start_ms});
  for (Interval interval; walk.next(interval);) writer.add(interval);
  writer.write();
  return table;
}

}  // namespace stadtkern::hours
