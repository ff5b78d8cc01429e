// Reads words into rules. One class walks the tokens; its parts lie in parser.cpp (rules),
// parse_dates.cpp, parse_weekdays.cpp and parse_times.cpp.
#pragma once

#include "hours/lexer.hpp"
#include "hours/tree.hpp"

namespace stadtkern::hours {

// No selector is shorter than two bytes.
inline constexpr std::size_t k_selectors_max = k_value_bytes_max / 2;

// What one number of a time looked like, for notices and for "10-2pm".
struct Clock {
  bool has_minutes = true;
  bool is_single_digit = false;
  bool has_half_day = false;
  bool is_pm = false;
  bool is_event = false;
  const Token* token = nullptr;
};

// Reads words that read_words() has read. False where they make no rules; Words::refusal says why.
bool read_rules(Words& words, Rules& rules);

// The functions that read return whether they could; Words::refusal says why not.
class Parser {
 public:
  // Requires: words that read_words() has read, and which live as long as the parser.
  explicit Parser(Words& words) : words_(words), at_(words.tokens) {}

  bool run(Rules& rules);

 private:
  // Rules (parser.cpp).
  bool read_rules();
  bool read_rule(Separator separator);
  bool read_part();
  bool read_separator(bool& is_last, Separator& next);
  bool read_comma(Separator& next);
  void finish_rule(const Token* start);
  void begin_part(Part part);

  // Days (parse_dates.cpp).
  bool read_years();
  bool read_year_entry();
  bool read_step(std::uint16_t& every);
  bool read_dates();
  bool read_date_entry(SelectorKind& kind);
  bool read_days_of_month(Dates* dates);
  bool read_date_range(Dates& dates, bool from_has_day);
  bool read_anchor(Anchor& anchor, bool in_dates, bool& has_day);
  bool read_day_of_month(Anchor& anchor);
  bool read_nth_of_month(Anchor& anchor);
  bool read_anchor_offset(Anchor& anchor);
  bool check_range(const Dates& dates, const Token* token);
  Dates& add_dates();
  bool read_weeks();
  bool is_year_at(std::size_t ahead) const;
  bool is_day_of_month_at(std::size_t ahead) const;
  bool has_minutes_at(std::size_t ahead) const;
  bool begins_date(std::size_t ahead) const;
  bool is_nth_date_at(std::size_t ahead) const;
  bool begins_range_end(std::size_t ahead) const;

  // Weekdays and holidays (parse_weekdays.cpp).
  bool read_days();
  bool read_holiday(bool with_weekdays);
  bool read_weekday();
  bool read_nth_days(std::uint8_t weekday);
  bool read_nth(NthWeekday& days);
  bool read_nth_number(int& number);
  bool read_day_offset(std::int16_t& offset, int limit);
  bool begins_day_offset() const;
  bool list_names_weekday() const;

  // Times (parse_times.cpp).
  bool read_times();
  bool read_span();
  bool read_time(Time& time, Clock& clock);
  bool read_clock(Time& time, Clock& clock);
  bool read_event_offset(Time& time);
  bool read_half_day(int& hour, Clock& clock);
  bool read_end(Span& span, Clock& from);
  bool check_span(Span& span, const Token* token);
  void note_single_digits(const Clock& from, const Clock& to);
  bool begins_time(std::size_t ahead) const;
  bool skip_bare_half_day();

  // Tokens.
  bool is(Word word, std::size_t ahead = 0) const { return at_[ahead].word == word; }
  bool accept(Word word) {
    if (!is(word)) return false;
    ++at_;
    return true;
  }
  const Token* take() { return at_++; }
  int take_value() { return at_++->value; }
  std::uint16_t take_short() { return static_cast<std::uint16_t>(at_++->value); }
  // At the word that is next, or at one before it.
  bool refuse(Wanted wanted) {
    wanted_ = wanted;
    return false;
  }
  bool refuse_at(const Token* token, Wanted wanted) {
    at_ = token;
    return refuse(wanted);
  }
  void notice(NoticeKind kind, const Token* token) {
    if (words_.listener != nullptr) words_.listener->hear({kind, token->position});
  }

  // A new selector of the rule that is being read.
  Selector& add(SelectorKind kind);

  Words& words_;
  const Token* at_;

  Wanted wanted_ = Wanted::nothing;

  // Of the rule being read.
  Part last_part_ = Part::comment;
  bool has_modifier_ = false;
  bool has_date_ = false;
  Rule rule_;

  // Behind all else: what lies far from the start costs more code.
  std::size_t rules_count_ = 0;
  std::size_t selectors_count_ = 0;
  Rule rules_[k_rules_max];
  Selector selectors_[k_selectors_max + 1];
};

}  // namespace stadtkern::hours
