#include "hours/parser.hpp"

#include "hours/spans.hpp"

namespace stadtkern::hours {
namespace {

bool begins_part(Word word) {
  constexpr unsigned k_words =
      1U << static_cast<int>(Word::number) | 1U << static_cast<int>(Word::weekday) |
      1U << static_cast<int>(Word::month) | 1U << static_cast<int>(Word::event) |
      1U << static_cast<int>(Word::holiday) | 1U << static_cast<int>(Word::modifier) |
      1U << static_cast<int>(Word::comment) | 1U << static_cast<int>(Word::always) |
      1U << static_cast<int>(Word::week) | 1U << static_cast<int>(Word::easter) |
      1U << static_cast<int>(Word::open_paren);
  return ((k_words >> static_cast<int>(word)) & 1U) != 0;
}

}  // namespace

bool read_rules(Words& words, Rules& rules) {
  return Parser(words).run(rules);
}

std::optional<Rules> parse(std::string_view text) {
  std::optional<Rules> rules(std::in_place);
  Words words;
  if (!read_words(text, words) || !read_rules(words, *rules)) rules.reset();
  return rules;
}

std::string_view comment_of(const Rules& rules, const Rule& rule) {
  if (rule.comment < 0) return {};
  const char* const first = rules.comments.data() + rule.comment;
  const char* last = first;
  while (*last != '"') ++last;
  return {first, static_cast<std::size_t>(last - first)};
}

bool Parser::run(Rules& rules) {
  if (!read_rules()) {
    words_.refusal = {at_->position, wanted_};
    return false;
  }
  rules.rules.assign(rules_, rules_ + rules_count_);
  rules.selectors.assign(selectors_, selectors_ + selectors_count_);
  rules.comments = std::move(words_.comments);
  return true;
}

bool Parser::read_rules() {
  Separator separator = Separator::normal;
  bool is_last = false;
  while (!is_last) {
    if (rules_count_ >= k_rules_max) return refuse(Wanted::few_rules);
    if (!read_rule(separator) || !read_separator(is_last, separator)) return false;
  }
  return rules_count_ > 0 || refuse(Wanted::rule);
}

bool Parser::read_rule(Separator separator) {
  rule_ = {};
  rule_.first = static_cast<std::uint16_t>(selectors_count_);
  rule_.comment = -1;
  rule_.separator = separator;
  rule_.meaning = Openness::open;
  has_modifier_ = false;
  last_part_ = Part::comment;
  has_date_ = false;
  const Token* const start = at_;
  while (!is(Word::end) && !is(Word::semicolon) && !is(Word::fallback) && !is(Word::comma)) {
    if (!read_part()) return false;
  }
  finish_rule(start);
  return selectors_count_ < k_selectors_max || refuse(Wanted::few_selectors);
}

bool Parser::read_part() {
  switch (at_->word) {
    case Word::month:
    case Word::easter:
      return read_dates();
    case Word::week:
      return read_weeks();
    case Word::weekday:
    case Word::holiday:
      return read_days();
    case Word::modifier:
      begin_part(Part::modifier);
      rule_.meaning = static_cast<Openness>(take_value());
      has_modifier_ = true;
      return true;
    case Word::comment:
      begin_part(Part::comment);
      rule_.comment = take()->value;
      if (!has_modifier_) rule_.meaning = Openness::unknown;
      return true;
    case Word::always:
      begin_part(Part::times);
      rule_.always = true;
      ++at_;
      return true;
    case Word::number:
      return is_year_at(0) ? read_years() : read_times();
    case Word::event:
    case Word::open_paren:
      return read_times();
    default:
      return skip_bare_half_day() || refuse(Wanted::part);
  }
}

bool Parser::read_separator(bool& is_last, Separator& next) {
  const bool is_useless = rules_count_ == 0;
  if (is(Word::end)) {
    is_last = true;
    return true;
  }
  if (is(Word::comma)) return read_comma(next);
  if (is(Word::fallback) && is_useless) return refuse(Wanted::rule_before_fallback);
  next = is(Word::fallback) ? Separator::fallback : Separator::normal;
  ++at_;
  if (is(Word::end) && !is_useless) {
    notice(NoticeKind::empty_rule, at_);
    is_last = true;
  }
  return true;
}

// A comma between rules adds the next rule to the hours of this one.
bool Parser::read_comma(Separator& next) {
  const bool is_last_comma = is(Word::end, 1) || is(Word::semicolon, 1) || is(Word::fallback, 1);
  const bool is_complete =
      rule_.spans_count > 0 || has_modifier_ || rule_.comment >= 0 || rule_.always;
  if (!is_complete && !(is_last_comma && rule_.has_dates())) {
    return refuse(Wanted::times_before_comma);
  }
  const Token* const comma = take();
  if (is_last_comma) {
    notice(NoticeKind::empty_rule, comma);
    if (is(Word::end)) return true;
    bool is_last = false;
    return read_separator(is_last, next);
  }
  if (!begins_part(at_->word)) return refuse(Wanted::rule_after_comma);
  next = Separator::additional;
  return true;
}

void Parser::finish_rule(const Token* start) {
  rule_.count = static_cast<std::uint16_t>(selectors_count_ - rule_.first);
  const bool is_empty = rule_.count == 0 && !rule_.has_weekdays && !rule_.always &&
                        !has_modifier_ && rule_.comment < 0;
  if (is_empty) {
    if (!is(Word::end)) notice(NoticeKind::empty_rule, start);
    return;
  }
  rule_.is_fallback = rule_.separator == Separator::fallback ||
                      (rule_.separator == Separator::additional && rules_count_ > 0 &&
                       rules_[rules_count_ - 1].is_fallback);
  rule_.spills = finish_spans(selectors_ + rule_.first, selectors_ + selectors_count_);
  if (words_.listener != nullptr) words_.listener->hear_rule(rule_, start->position);
  rules_[rules_count_++] = rule_;
}

void Parser::begin_part(Part part) {
  last_part_ = part;
  if (words_.listener != nullptr) words_.listener->hear_part(part, at_->position);
}

Selector& Parser::add(SelectorKind kind) {
  Selector& selector = selectors_[selectors_count_];
  selector.kind = kind;
  if (selectors_count_ < k_selectors_max) ++selectors_count_;
  return selector;
}

}  // namespace stadtkern::hours
