// Reads words into rules. One class walks the tokens; its parts lie in parser.cpp (rules),
// parse_dates.cpp, parse_weekdays.cpp, parse_times.cpp and parse_notices.cpp.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "hours/lexer.hpp"
#include "hours/tree.hpp"

namespace stadtkern::hours {

// The kinds of selectors in the order in which the specification has them.
enum class Part : std::uint8_t {
  years,
  dates,
  weeks,
  holidays,
  weekdays,
  times,
  modifier,
  comment
};

class Parser {
 public:
  Parser(Words words, std::size_t text_bytes) : words_(std::move(words)), bytes_(text_bytes) {}

  Result<Rules> run();

 private:
  using Failure = std::optional<Error>;  // nothing: it went well

  // Rules (parser.cpp).
  Failure read_rules();
  Failure read_rule(Separator separator);
  Failure read_part();
  Failure read_modifier();
  void read_comment_part();
  Failure read_separator(bool& is_last, Separator& next);
  Failure read_comma(Separator& next);
  Failure finish_rule(std::size_t start);
  void begin_part(Part part);
  void note_parts(std::size_t start);
  void note_order();
  void note_whole_value();
  void accept_readability_colon();

  // Days (parse_dates.cpp).
  Failure read_years();
  Failure read_year_entry();
  Failure read_step(std::uint16_t& every);
  Failure read_dates();
  Failure read_date_entry(bool& is_month_only);
  Failure read_days_of_month(Anchor anchor);
  Failure read_date_range(Dates dates, bool from_has_day);
  Failure read_anchor(Anchor& anchor, bool ends_range, bool& has_day);
  Failure read_day_of_month(Anchor& anchor);
  Failure read_nth_of_month(Anchor& anchor);
  Failure read_anchor_offset(Anchor& anchor);
  Failure check_range(const Dates& dates, std::size_t position);
  void months_to_dates(std::size_t first_month);
  Failure read_weeks();
  bool is_year_at(std::size_t ahead) const;
  bool is_day_of_month_at(std::size_t ahead) const;
  bool has_minutes_at(std::size_t ahead) const;
  bool begins_date(std::size_t ahead) const;
  bool is_nth_date_at(std::size_t ahead) const;
  bool begins_range_end(std::size_t ahead) const;

  // Weekdays and holidays (parse_weekdays.cpp).
  Failure read_days();
  Failure read_holiday(bool with_weekdays);
  Failure read_weekday();
  Failure read_nth_days(std::uint8_t weekday);
  Failure read_nth(NthWeekday& days);
  Failure read_nth_number(int& number);
  Failure read_day_offset(std::int16_t& offset, int limit);
  bool begins_day_offset() const;
  bool list_names_weekday() const;

  // Times (parse_times.cpp).
  Failure read_times();
  Failure read_span();
  Failure read_time(Time& time, struct Clock& clock);
  Failure read_clock(Time& time, struct Clock& clock);
  Failure read_event(Time& time);
  Failure read_half_day(int& hour, struct Clock& clock);
  Failure read_end(Span& span, struct Clock& from);
  Failure check_span(Span& span, std::size_t position);
  void note_single_digits(const struct Clock& from, const struct Clock& to);
  bool begins_time(std::size_t ahead) const;
  bool skip_bare_half_day();

  // Tokens.
  const Token& peek(std::size_t ahead = 0) const {
    return words_.tokens[std::min(at_ + ahead, words_.tokens.size() - 1)];
  }
  bool is(Word word, std::size_t ahead = 0) const { return peek(ahead).word == word; }
  bool accept(Word word) {
    if (!is(word)) return false;
    ++at_;
    return true;
  }
  const Token& take() { return words_.tokens[at_++]; }
  Error refuse(std::string expected) const {
    return expected_at(peek().position, std::move(expected));
  }
  void notice(NoticeKind kind, std::size_t position) {
    rules_.notices.push_back({kind, static_cast<std::uint16_t>(position)});
  }

  Words words_;
  std::size_t bytes_;
  std::size_t at_ = 0;
  Rules rules_;
  Rule rule_;

  // Of the rule being read.
  struct PartRead {
    Part part;
    std::uint16_t position;
  };
  std::vector<PartRead> parts_;
};

// What one number of a time looked like, for notices and for "10-2pm".
struct Clock {
  bool has_minutes = true;
  bool is_single_digit = false;
  bool has_half_day = false;
  bool is_pm = false;
  bool is_event = false;
  std::size_t position = 0;
};

}  // namespace stadtkern::hours
