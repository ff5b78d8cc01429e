#include <cstdlib>

#include "hours/calendar.hpp"
#include "hours/hours.hpp"
#include "hours/text.hpp"

namespace stadtkern::hours {
namespace {

constexpr char k_weekdays[] = "Mo|Tu|We|Th|Fr|Sa|Su|";
constexpr char k_months[] = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|";
constexpr char k_events[] = "|dawn|sunrise|sunset|dusk|";
constexpr char k_meanings[] = "off|open|unknown|";
constexpr char k_separators[] = "; |, | || ";  // the last by itself, as it holds bars
constexpr int k_day_minutes = 24 * 60;

class Printer {
 public:
  explicit Printer(const Rules& rules) : rules_(rules) {}

  std::string print() {
    for (const Rule& rule : rules_.rules) {
      if (&rule != rules_.rules.data()) print_separator(rule.separator);
      print_rule(rule);
    }
    return std::move(text_);
  }

 private:
  void print_separator(Separator separator) {
    if (separator == Separator::fallback) {
      text_ += k_separators + 6;
    } else {
      add_piece(text_, k_separators, static_cast<int>(separator));
    }
  }

  void print_rule(const Rule& rule) {
    rule_start_ = text_.size();
    print_all(rule, SelectorKind::years);
    // Without the colon the year would become part of the date, and the month part of "Mo[1]".
    if (has(rule, SelectorKind::years) && has(rule, SelectorKind::dates)) text_ += ':';
    print_all(rule, SelectorKind::months);
    if (has(rule, SelectorKind::months) && has(rule, SelectorKind::nth_weekday)) text_ += ':';
    print_all(rule, SelectorKind::dates);
    if (has(rule, SelectorKind::weeks)) word("week");
    print_all(rule, SelectorKind::weeks);
    print_all(rule, SelectorKind::holiday);
    print_days(rule);
    if (rule.always && !rule.has_dates() && rule.spans_count == 0) word("24/7");
    print_all(rule, SelectorKind::span);
    print_modifier(rule);
  }

  void print_modifier(const Rule& rule) {
    const bool is_plain = text_.size() == rule_start_;
    const bool has_comment = rule.comment >= 0;
    const bool is_implied = rule.meaning == (has_comment ? Openness::unknown : Openness::open);
    const bool is_needed = !has_comment && (is_plain || joins_next(rule));
    if (!is_implied || is_needed) {
      word("");
      add_piece(text_, k_meanings, static_cast<int>(rule.meaning));
    }
    if (!has_comment) return;
    word("\"");
    text_ += comment_of(rules_, rule);
    text_ += '"';
  }

  // True where the comma before the next rule would be read as one of a list.
  bool joins_next(const Rule& rule) const {
    const Rule* next = &rule + 1;
    const bool is_last = next == rules_.rules.data() + rules_.rules.size();
    if (is_last || next->separator != Separator::additional) return false;
    const bool is_bare_always = rule.always && !rule.has_dates();
    return !next->has_dates() || (rule.spans_count == 0 && !is_bare_always);
  }

  bool has(const Rule& rule, SelectorKind kind) const {
    for (int i = 0; i < rule.count; ++i) {
      if (rules_.selectors[rule.first + i].kind == kind) return true;
    }
    return false;
  }

  // A list of all selectors of one kind.
  void print_all(const Rule& rule, SelectorKind kind, bool is_first = true) {
    for (int i = 0; i < rule.count; ++i) {
      const Selector& selector = rules_.selectors[rule.first + i];
      if (selector.kind != kind) continue;
      begin_entry(is_first);
      print_selector(selector);
    }
  }

  void begin_entry(bool& is_first) {
    if (is_first) {
      word("");
    } else {
      text_ += ',';
    }
    is_first = false;
  }

  void print_selector(const Selector& selector) {
    switch (selector.kind) {
      case SelectorKind::years:
        return print_range(selector.range, 4);
      case SelectorKind::weeks:
        return print_range(selector.range, 2);
      case SelectorKind::months:
      case SelectorKind::dates:
        return print_dates(selector.dates, selector.kind == SelectorKind::months);
      case SelectorKind::nth_weekday:
        return print_nth(selector.nth_weekday);
      case SelectorKind::span:
        return print_span(selector.span);
      default:
        text_ += selector.holiday.is_school ? "SH" : "PH";
        print_offset(selector.holiday.offset_days);
    }
  }

  // Begins a word of its own, but not after a comma or a blank.
  void word(const char* text) {
    const bool joins = text_.size() == rule_start_ || text_.back() == ' ';
    if (!joins) text_ += ' ';
    text_ += text;
  }

  void print_step(int every) {
    if (every <= 1) return;
    text_ += '/';
    add_number(text_, every);
  }

  void print_range(const Range& range, int digits) {
    add_number(text_, range.from, digits);
    if (range.to == range.from) return;
    if (range.to != k_endless_year) {
      text_ += '-';
      add_number(text_, range.to, digits);
    } else if (range.every == 1) {
      text_ += '+';
    }
    print_step(range.every);
  }

  void print_dates(const Dates& dates, bool are_months) {
    const Anchor& from = dates.from;
    const Anchor& to = dates.to;
    const bool is_one_month = from.is_plain() && to.is_plain() && to.year == from.year &&
                              to.month == from.month && to.day >= from.day;
    print_anchor(from, are_months);
    if (dates.is_range && !(are_months && is_one_month)) {
      text_ += '-';
      if (is_one_month) {
        add_number(text_, last_day(to), 2);
      } else {
        print_anchor(to, are_months);
      }
    }
    print_step(dates.every);
  }

  static int last_day(const Anchor& anchor) {
    return lesser(anchor.day, days_in_month(2000, anchor.month));
  }

  void print_anchor(const Anchor& anchor, bool without_day) {
    if (anchor.year != 0) {
      add_number(text_, anchor.year);
      text_ += ' ';
    }
    if (anchor.kind == AnchorKind::easter) {
      text_ += "easter";
    } else {
      add_piece(text_, k_months, anchor.month - 1);
      if (without_day) return;
      text_ += ' ';
      if (anchor.kind == AnchorKind::month_day) {
        add_number(text_, last_day(anchor), 2);
      } else {
        add_piece(text_, k_weekdays, anchor.weekday);
        text_ += anchor.nth < 0 ? "[-" : "[";
        add_number(text_, std::abs(anchor.nth));
        text_ += ']';
      }
    }
    if (anchor.seek_weekday != 0) {
      text_ += anchor.seek_weekday > 0 ? " +" : " -";
      add_piece(text_, k_weekdays, std::abs(anchor.seek_weekday) - 1);
    }
    print_offset(anchor.offset_days);
  }

  void print_offset(int days) {
    if (days == 0) return;
    text_ += days > 0 ? " +" : " -";
    add_number(text_, std::abs(days));
    text_ += std::abs(days) == 1 ? " day" : " days";
  }

  void print_days(const Rule& rule) {
    if (!rule.has_weekdays) return;
    bool is_first = true;
    print_weekdays(rule.weekdays, is_first);
    print_all(rule, SelectorKind::nth_weekday, is_first);
    is_first = is_first && !has(rule, SelectorKind::nth_weekday);
    print_all(rule, SelectorKind::holiday_weekday, is_first);
  }

  // Runs of days, of which one may go over Sunday: "We,Sa-Mo".
  void print_weekdays(std::uint8_t mask, bool& is_first) {
    const bool is_all = mask == 0x7F;
    const auto has = [mask](int day) { return ((mask >> ((day + 7) % 7)) & 1) != 0; };
    for (int day = 0; day < 7; ++day) {
      if (!has(day) || (is_all ? day > 0 : has(day - 1))) continue;
      int last = day;
      while (last < day + 6 && has(last + 1)) ++last;
      begin_entry(is_first);
      add_piece(text_, k_weekdays, day);
      if (last == day) continue;
      text_ += last > day + 1 ? '-' : ',';
      add_piece(text_, k_weekdays, last % 7);
    }
  }

  void print_nth(const NthWeekday& days) {
    add_piece(text_, k_weekdays, days.weekday);
    char before = '[';
    for (int i = 0; i < 10; ++i) {
      const int nth = i < 5 ? i + 1 : 10 - i;  // 1 to 5, then -5 to -1
      if ((((i < 5 ? days.from_start : days.from_end) >> (nth - 1)) & 1) == 0) continue;
      text_ += before;
      if (i >= 5) text_ += '-';
      add_number(text_, nth);
      before = ',';
    }
    text_ += ']';
    print_offset(days.offset_days);
  }

  void print_span(const Span& span) {
    print_time(span.from);
    if (span.has_end) {
      text_ += '-';
      Time to = span.to;
      const bool fits_in_day = span.from.event == Event::none && to.event == Event::none &&
                               to.minutes > k_day_minutes &&
                               to.minutes - k_day_minutes <= span.from.minutes;
      if (fits_in_day) to.minutes = static_cast<std::int16_t>(to.minutes - k_day_minutes);
      print_time(to);
    }
    if (span.open_end) text_ += '+';
  }

  void print_time(const Time& time) {
    const int minutes = std::abs(time.minutes);
    const bool has_event = time.event != Event::none;
    const bool has_offset = has_event && minutes != 0;
    if (has_offset) text_ += '(';
    add_piece(text_, k_events, static_cast<int>(time.event));
    if (has_offset) text_ += time.minutes > 0 ? '+' : '-';
    if (!has_event || has_offset) {
      add_number(text_, minutes / 60, 2);
      text_ += ':';
      add_number(text_, minutes % 60, 2);
    }
    if (has_offset) text_ += ')';
  }

  const Rules& rules_;
  std::string text_;
  std::size_t rule_start_ = 0;
};

}  // namespace

std::string canonical(const Rules& rules) {
  return Printer(rules).print();
}

}  // namespace stadtkern::hours
