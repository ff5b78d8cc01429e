#include "hours/parser.hpp"

#include <algorithm>

#include "hours/hours.hpp"
#include "hours/spans.hpp"

namespace stadtkern::hours {
namespace {

bool holds(Slice slice) {
  return slice.count > 0;
}

bool has_dates(const Rule& rule) {
  return holds(rule.years) || holds(rule.months) || holds(rule.dates) || holds(rule.weeks) ||
         holds(rule.holidays) || rule.has_weekdays;
}

bool is_empty(const Rule& rule) {
  return !has_dates(rule) && !holds(rule.spans) && !rule.always && !rule.has_modifier &&
         rule.comment < 0;
}

bool begins_part(Word word) {
  switch (word) {
    case Word::number:
    case Word::weekday:
    case Word::month:
    case Word::event:
    case Word::holiday:
    case Word::modifier:
    case Word::comment:
    case Word::always:
    case Word::week:
    case Word::easter:
    case Word::open_paren:
      return true;
    default:
      return false;
  }
}

// Starts the rule's slices where the pools end now.
Rule empty_rule(const Rules& rules) {
  const auto at = [](const auto& pool) {
    return Slice{static_cast<std::uint16_t>(pool.size()), 0};
  };
  Rule rule;
  rule.years = at(rules.years);
  rule.months = at(rules.months);
  rule.dates = at(rules.dates);
  rule.weeks = at(rules.weeks);
  rule.holidays = at(rules.holidays);
  rule.nth_weekdays = at(rules.nth_weekdays);
  rule.holiday_weekdays = at(rules.holiday_weekdays);
  rule.spans = at(rules.spans);
  return rule;
}

template <class Pool>
void close(Slice& slice, const Pool& pool) {
  slice.count = static_cast<std::uint16_t>(pool.size() - slice.first);
}

}  // namespace

Result<Rules> parse(std::string_view text) {
  auto words = words_of(text);
  if (!words) return words.error();
  return Parser(std::move(words).value(), text.size()).run();
}

Result<Rules> Parser::run() {
  rules_.notices = std::move(words_.notices);
  rules_.comments = std::move(words_.comments);
  rules_.rules.reserve(4);
  rules_.spans.reserve(4);
  parts_.reserve(8);
  if (auto failure = read_rules()) return *failure;
  note_whole_value();
  return std::move(rules_);
}

Parser::Failure Parser::read_rules() {
  Separator separator = Separator::normal;
  bool is_last = false;
  while (!is_last) {
    if (rules_.rules.size() >= k_rules_max) {
      return Error{Code::too_large, std::to_string(peek().position), "at most 200 rules"};
    }
    if (auto failure = read_rule(separator)) return failure;
    if (auto failure = read_separator(is_last, separator)) return failure;
  }
  if (rules_.rules.empty()) return expected_at(bytes_, "at least one rule");
  return std::nullopt;
}

Parser::Failure Parser::read_rule(Separator separator) {
  rule_ = empty_rule(rules_);
  rule_.separator = separator;
  parts_.clear();
  const std::size_t start = peek().position;
  while (!is(Word::end) && !is(Word::semicolon) && !is(Word::fallback) && !is(Word::comma)) {
    if (auto failure = read_part()) return failure;
  }
  return finish_rule(start);
}

Parser::Failure Parser::read_part() {
  switch (peek().word) {
    case Word::month:
    case Word::easter:
      return read_dates();
    case Word::week:
      return read_weeks();
    case Word::weekday:
    case Word::holiday:
      return read_days();
    case Word::modifier:
      return read_modifier();
    case Word::comment:
      read_comment_part();
      return std::nullopt;
    case Word::always:
      begin_part(Part::times);
      rule_.always = true;
      ++at_;
      return std::nullopt;
    case Word::number:
      return is_year_at(0) ? read_years() : read_times();
    case Word::event:
    case Word::open_paren:
      return read_times();
    default:
      if (skip_bare_half_day()) return std::nullopt;
      return refuse("a selector, a modifier or a comment");
  }
}

Parser::Failure Parser::read_modifier() {
  begin_part(Part::modifier);
  rule_.meaning = static_cast<Openness>(take().value);
  rule_.has_modifier = true;
  return std::nullopt;
}

void Parser::read_comment_part() {
  begin_part(Part::comment);
  rule_.comment = take().value;
  if (!rule_.has_modifier) rule_.meaning = Openness::unknown;
}

Parser::Failure Parser::read_separator(bool& is_last, Separator& next) {
  const bool is_useless = rules_.rules.empty();
  if (is(Word::end)) {
    is_last = true;
    return std::nullopt;
  }
  if (is(Word::comma)) return read_comma(next);
  if (is(Word::fallback) && is_useless) return refuse("a rule before the fallback");
  next = is(Word::fallback) ? Separator::fallback : Separator::normal;
  ++at_;
  if (is(Word::end) && !is_useless) {
    notice(NoticeKind::empty_rule, peek().position);
    is_last = true;
  }
  return std::nullopt;
}

// A comma between rules adds the next rule to the hours of this one.
Parser::Failure Parser::read_comma(Separator& next) {
  const bool is_last_comma = is(Word::end, 1) || is(Word::semicolon, 1) || is(Word::fallback, 1);
  const bool is_complete =
      holds(rule_.spans) || rule_.has_modifier || rule_.comment >= 0 || rule_.always;
  if (!is_complete && !(is_last_comma && !is_empty(rule_))) {
    return refuse("times or a modifier before the comma");
  }
  const std::size_t position = take().position;
  if (is_last_comma) {
    notice(NoticeKind::empty_rule, position);
    if (is(Word::end)) return std::nullopt;
    bool is_last = false;
    return read_separator(is_last, next);
  }
  if (!begins_part(peek().word)) return refuse("another rule after the comma");
  next = Separator::additional;
  return std::nullopt;
}

Parser::Failure Parser::finish_rule(std::size_t start) {
  close(rule_.years, rules_.years);
  close(rule_.months, rules_.months);
  close(rule_.dates, rules_.dates);
  close(rule_.weeks, rules_.weeks);
  close(rule_.holidays, rules_.holidays);
  close(rule_.nth_weekdays, rules_.nth_weekdays);
  close(rule_.holiday_weekdays, rules_.holiday_weekdays);
  close(rule_.spans, rules_.spans);
  if (is_empty(rule_)) {
    if (!is(Word::end)) notice(NoticeKind::empty_rule, start);
    return std::nullopt;
  }
  rule_.has_dates = has_dates(rule_);
  rule_.is_fallback = rule_.separator == Separator::fallback ||
                      (rule_.separator == Separator::additional && !rules_.rules.empty() &&
                       rules_.rules.back().is_fallback);
  finish_spans(rules_, rule_);
  rules_.any_spills |= rule_.spills;
  rules_.uses_weekdays |= rule_.has_weekdays;
  note_parts(start);
  rules_.rules.push_back(rule_);
  return std::nullopt;
}

void Parser::begin_part(Part part) {
  parts_.push_back({part, peek().position});
}

}  // namespace stadtkern::hours
