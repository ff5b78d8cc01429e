#include "hours/hours.hpp"

namespace stadtkern::hours {
namespace {

constexpr const char* k_weekdays[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
constexpr const char* k_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr const char* k_events[] = {"", "dawn", "sunrise", "sunset", "dusk"};
constexpr const char* k_meanings[] = {"off", "open", "unknown"};
constexpr int k_day_minutes = 24 * 60;

std::string two_digits(int number) {
  std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

std::string clock(int minutes) {
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

class Printer {
 public:
  explicit Printer(const Rules& rules) : rules_(rules) {}

  std::string print() {
    for (const Rule& rule : rules_.rules) {
      if (&rule != rules_.rules.data()) text_ += separator(rule);
      print_rule(rule);
    }
    return std::move(text_);
  }

 private:
  static const char* separator(const Rule& rule) {
    switch (rule.separator) {
      case Separator::additional:
        return ", ";
      case Separator::fallback:
        return " || ";
      default:
        return "; ";
    }
  }

  void print_rule(const Rule& rule) {
    rule_start_ = text_.size();
    print_list(rules_.years, rule.years, [this](const Years& y) { print_years(y); });
    // Without the colon the year would become part of the date, and the month part of "Mo[1]".
    if (rule.years.count > 0 && rule.dates.count > 0) text_ += ':';
    print_list(rules_.months, rule.months, [this](const Months& m) { print_months(m); });
    if (rule.months.count > 0 && rule.nth_weekdays.count > 0) text_ += ':';
    print_list(rules_.dates, rule.dates, [this](const Dates& d) { print_dates(d); });
    if (rule.weeks.count > 0) word("week");
    print_list(rules_.weeks, rule.weeks, [this](const Weeks& w) { print_weeks(w); });
    print_list(rules_.holidays, rule.holidays, [this](const HolidayDay& h) { print_holiday(h); });
    print_days(rule);
    if (rule.always && !rule.has_dates && rule.spans.count == 0) word("24/7");
    print_list(rules_.spans, rule.spans, [this](const Span& s) { print_span(s); });
    print_modifier(rule);
  }

  void print_modifier(const Rule& rule) {
    const bool is_plain = text_.size() == rule_start_;
    const bool is_implied =
        rule.comment >= 0 ? rule.meaning == Openness::unknown : rule.meaning == Openness::open;
    const bool is_needed = rule.comment < 0 && (is_plain || joins_next(rule));
    if (!is_implied || is_needed) {
      word(k_meanings[static_cast<int>(rule.meaning)]);
    }
    if (rule.comment >= 0) word("\"" + quoted(rules_.comments[rule.comment]) + "\"");
  }

  // True where the comma before the next rule would be read as one of a list.
  bool joins_next(const Rule& rule) const {
    const Rule* next = &rule + 1;
    const bool is_last = next == rules_.rules.data() + rules_.rules.size();
    if (is_last || next->separator != Separator::additional) return false;
    const bool is_bare_always = rule.always && !rule.has_dates;
    return !next->has_dates || (rule.spans.count == 0 && !is_bare_always);
  }

  // A comment cannot hold a double quote.
  static std::string quoted(std::string comment) {
    for (char& letter : comment) {
      if (letter == '"') letter = '\'';
    }
    return comment;
  }

  template <class T, class Print>
  void print_list(const std::vector<T>& pool, Slice slice, Print print) {
    for (int i = 0; i < slice.count; ++i) {
      word(i > 0 ? "," : "");
      print(pool[slice.first + i]);
    }
  }

  // Begins a word of its own, but not after a comma.
  void word(const std::string& text) {
    const bool joins =
        text == "," || text_.size() == rule_start_ || text_.back() == ',' || text_.back() == ' ';
    if (!joins) text_ += ' ';
    text_ += text;
  }

  void print_step(int every) {
    if (every > 1) text_ += "/" + std::to_string(every);
  }

  void print_years(const Years& years) {
    text_ += std::to_string(years.from);
    const bool is_endless = years.to == 9999;
    if (is_endless && years.every == 1) text_ += "+";
    if (!is_endless && years.to != years.from) text_ += "-" + std::to_string(years.to);
    print_step(years.every);
  }

  void print_months(const Months& months) {
    text_ += k_months[months.from - 1];
    if (months.to != months.from) text_ += std::string("-") + k_months[months.to - 1];
  }

  void print_dates(const Dates& dates) {
    print_anchor(dates.from);
    if (dates.is_range) {
      text_ += "-";
      const bool same_month =
          dates.from.kind == AnchorKind::month_day && dates.to.kind == AnchorKind::month_day &&
          dates.to.year == dates.from.year && dates.to.month == dates.from.month &&
          dates.to.day >= dates.from.day && is_bare(dates.from) && is_bare(dates.to);
      if (same_month) {
        text_ += two_digits(last_day(dates.to));
      } else {
        print_anchor(dates.to);
      }
    }
    print_step(dates.every);
  }

  static bool is_bare(const Anchor& anchor) {
    return anchor.offset_days == 0 && anchor.seek_weekday == 0;
  }

  static int last_day(const Anchor& anchor) {
    return std::min<int>(anchor.day, days_in_month(2000, anchor.month));
  }

  void print_anchor(const Anchor& anchor) {
    if (anchor.year != 0) text_ += std::to_string(anchor.year) + " ";
    if (anchor.kind == AnchorKind::easter) {
      text_ += "easter";
    } else {
      text_ += k_months[anchor.month - 1];
      text_ += ' ';
      if (anchor.kind == AnchorKind::month_day) {
        text_ += two_digits(last_day(anchor));
      } else {
        text_ += std::string(k_weekdays[anchor.weekday]) + "[" + std::to_string(anchor.nth) + "]";
      }
    }
    if (anchor.seek_weekday != 0) {
      text_ += anchor.seek_weekday > 0 ? " +" : " -";
      text_ += k_weekdays[std::abs(anchor.seek_weekday) - 1];
    }
    print_offset(anchor.offset_days);
  }

  void print_offset(int days) {
    if (days == 0) return;
    text_ += days > 0 ? " +" : " -";
    text_ += std::to_string(std::abs(days)) + (std::abs(days) == 1 ? " day" : " days");
  }

  void print_weeks(const Weeks& weeks) {
    text_ += two_digits(weeks.from);
    if (weeks.to != weeks.from) text_ += "-" + two_digits(weeks.to);
    print_step(weeks.every);
  }

  void print_holiday(const HolidayDay& holiday) {
    text_ += holiday.is_school ? "SH" : "PH";
    print_offset(holiday.offset_days);
  }

  void print_days(const Rule& rule) {
    if (!rule.has_weekdays) return;
    bool is_first = true;
    const auto next = [&] {
      word(is_first ? "" : ",");
      is_first = false;
    };
    print_weekdays(rule.weekdays, next);
    for (int i = 0; i < rule.nth_weekdays.count; ++i) {
      next();
      print_nth(rules_.nth_weekdays[rule.nth_weekdays.first + i]);
    }
    for (int i = 0; i < rule.holiday_weekdays.count; ++i) {
      next();
      print_holiday(rules_.holiday_weekdays[rule.holiday_weekdays.first + i]);
    }
  }

  // Runs of days, the one that goes over Sunday first: "Sa-Tu", "Mo-Fr", "Mo,We".
  template <class Next>
  void print_weekdays(std::uint8_t mask, Next next) {
    if (mask == 0x7F) {
      next();
      text_ += "Mo-Su";
      return;
    }
    const auto has = [mask](int day) { return ((mask >> ((day + 7) % 7)) & 1) != 0; };
    for (int day = 0; day < 7; ++day) {
      if (!has(day) || has(day - 1)) continue;
      int last = day;
      while (has(last + 1)) ++last;
      next();
      text_ += k_weekdays[day];
      if (last > day) text_ += std::string(last > day + 1 ? "-" : ",") + k_weekdays[last % 7];
    }
  }

  void print_nth(const NthWeekday& days) {
    text_ += k_weekdays[days.weekday];
    text_ += '[';
    bool is_first = true;
    for (int nth = 1; nth <= 5; ++nth) print_nth_number(days.from_start, nth, nth, is_first);
    for (int nth = 5; nth >= 1; --nth) print_nth_number(days.from_end, nth, -nth, is_first);
    text_ += ']';
    print_offset(days.offset_days);
  }

  void print_nth_number(std::uint8_t mask, int nth, int number, bool& is_first) {
    if (((mask >> (nth - 1)) & 1) == 0) return;
    if (!is_first) text_ += ',';
    text_ += std::to_string(number);
    is_first = false;
  }

  void print_span(const Span& span) {
    print_time(span.from);
    if (span.has_end) {
      text_ += '-';
      Time to = span.to;
      const int start = span.from.minutes;
      const bool fits_in_day = span.from.event == Event::none && to.event == Event::none &&
                               to.minutes > k_day_minutes && to.minutes - k_day_minutes <= start;
      if (fits_in_day) to.minutes = static_cast<std::int16_t>(to.minutes - k_day_minutes);
      print_time(to);
    }
    if (span.open_end) text_ += '+';
  }

  void print_time(const Time& time) {
    if (time.event == Event::none) {
      text_ += clock(time.minutes);
      return;
    }
    const std::string event = k_events[static_cast<int>(time.event)];
    if (time.minutes == 0) {
      text_ += event;
    } else {
      text_ += "(" + event + (time.minutes > 0 ? "+" : "-") + clock(std::abs(time.minutes)) + ")";
    }
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
