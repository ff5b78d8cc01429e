#include "pretty.hpp"

#include <array>

#include "hours/lexer.hpp"
#include "hours/review.hpp"
#include "hours/words.hpp"

namespace stadtkern::hours_program {
namespace {

using hours::Token;
using hours::Word;

struct Language {
  std::string_view code;
  std::string_view after_day;  // between the day and the month; "" where the month comes first
  std::array<std::string_view, 12> months;
  std::array<std::string_view, 7> weekdays;
  std::string_view public_holidays;
  std::string_view school_holidays;
  std::string_view off;
};

// Short names as in the Unicode CLDR.
constexpr Language k_languages[] = {
    {"de",
     ". ",
     {"Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"},
     {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
     "Feiertags",
     "Schulferien",
     "geschlossen"},
    {"fr",
     " ",
     {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
      "déc."},
     {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."},
     "jours fériés",
     "vacances scolaires",
     "fermé"},
    {"es",
     " ",
     {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"},
     {"lun", "mar", "mié", "jue", "vie", "sáb", "dom"},
     "public holidays",
     "school holidays",
     "closed"},
    {"fa",
     " ",
     {"ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر",
      "نوامبر", "دسامبر"},
     {"دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"},
     "public holidays",
     "school holidays",
     "closed"},
    {"it",
     " ",
     {"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"},
     {"lun", "mar", "mer", "gio", "ven", "sab", "dom"},
     "festività",
     "festività scolastiche",
     "chiuso"},
    {"nl",
     " ",
     {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
     {"ma", "di", "wo", "do", "vr", "za", "zo"},
     "feestdagen",
     "schoolvakantie",
     "gesloten"},
    {"pt",
     " de ",
     {"jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.",
      "dez."},
     {"seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."},
     "public holidays",
     "school holidays",
     "closed"},
};

constexpr Language k_english = {
    "en",
    "",
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"},
    "PH",
    "SH",
    "off"};

const Language& language_of(std::string_view code) {
  for (const Language& language : k_languages) {
    if (language.code == code) return language;
  }
  return k_english;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// Writes words as they stand, spelled and spaced alike.
class Writer {
 public:
  Writer(std::string_view value, const hours::Words& words, const Language& language)
      : value_(value), words_(words), language_(language) {}

  std::string write() {
    for (at_ = 0; words_.tokens[at_].word != Word::end; ++at_) write_one();
    while (!text_.empty() && (text_.back() == ' ' || text_.back() == ';' || text_.back() == ',')) {
      text_.pop_back();
    }
    return std::move(text_);
  }

 private:
  const Token& token(int ahead = 0) const {
    const std::ptrdiff_t index = static_cast<std::ptrdiff_t>(at_) + ahead;
    const bool exists = index >= 0 && index < static_cast<std::ptrdiff_t>(words_.count);
    return words_.tokens[exists ? static_cast<std::size_t>(index) : words_.count];
  }
  bool is(Word word, int ahead = 0) const { return token(ahead).word == word; }

  void write_one() {
    switch (token().word) {
      case Word::number:
        return write_number();
      case Word::month:
        return write_month();
      case Word::comma:
        return write_comma();
      case Word::semicolon:
        text_ += "; ";
        return;
      case Word::fallback:
        text_ += " || ";
        return;
      case Word::colon:
        text_ += ':';
        if (!is_between_hours_and_minutes() && !text_.ends_with(", :")) text_ += ' ';
        return;
      case Word::plus:
      case Word::dash:
        if (is(Word::day, 2)) text_ += ' ';
        text_ += is(Word::plus) ? '+' : '-';
        return;
      case Word::slash:
      case Word::open_bracket:
      case Word::close_bracket:
      case Word::close_paren:
        text_ += sign();
        return;
      default:
        space();
        text_ += spelled();
    }
  }

  char sign() const {
    if (is(Word::slash)) return '/';
    if (is(Word::open_bracket)) return '[';
    return is(Word::close_bracket) ? ']' : ')';
  }

  std::string spelled() const {
    switch (token().word) {
      case Word::weekday:
        return std::string(language_.weekdays[static_cast<std::size_t>(token().value)]);
      case Word::holiday:
        return std::string(token().value == 1 ? language_.school_holidays
                                              : language_.public_holidays);
      case Word::modifier:
        return modifier();
      case Word::comment:
        return "\"" + comment();
      case Word::event: {
        constexpr const char* k_events[] = {"", "dawn", "sunrise", "sunset", "dusk"};
        return k_events[token().value];
      }
      case Word::always:
        return "24/7";
      case Word::week:
        return "week";
      case Word::easter:
        return "easter";
      case Word::day:
        return token(-1).value == 1 ? "day" : "days";
      case Word::open_paren:
        return "(";
      default:
        return "";
    }
  }

  // With the quote that closes it.
  std::string comment() const {
    const auto first = static_cast<std::size_t>(token().value);
    return words_.comments.substr(first, words_.comments.find('"', first) + 1 - first);
  }

  std::string modifier() const {
    const auto meaning = static_cast<hours::Openness>(token().value);
    if (meaning == hours::Openness::open) return "open";
    if (meaning == hours::Openness::unknown) return "unknown";
    const char first = value_[token().position];
    return first == 'c' || first == 'C' ? "closed" : std::string(language_.off);
  }

  bool is_between_hours_and_minutes() const { return is(Word::number, -1) && is(Word::number, 1); }

  void space() {
    if (text_.empty()) return;
    const char last = text_.back();
    if (last != ' ' && last != '-' && last != ',' && last != '(' && last != '/' && last != ':') {
      text_ += ' ';
    }
  }

  // A comma between rules has a blank behind it, one inside a list has none.
  void write_comma() {
    const bool after_times = is(Word::number, -1) || is(Word::plus, -1) || is(Word::modifier, -1) ||
                             is(Word::comment, -1) || is(Word::close_paren, -1) ||
                             is(Word::event, -1);
    const bool days_follow = is(Word::weekday, 1) || is(Word::holiday, 1) || is(Word::modifier, 1);
    const bool times_follow_modifier =
        (is(Word::modifier, -1) || is(Word::comment, -1)) && is(Word::number, 1);
    const bool is_separator = (after_times && days_follow) || times_follow_modifier;
    text_ += is_separator || is(Word::colon, 1) ? ", " : ",";
  }

  void write_month() {
    const std::string month(language_.months[static_cast<std::size_t>(token().value - 1)]);
    const bool after_year = is(Word::number, -1) && token(-1).digits == 4;
    const bool has_day = is(Word::number, 1) && token(1).digits <= 2 && !is(Word::colon, 2);
    space();
    if (!language_.after_day.empty() && has_day && !after_year) {
      text_ += std::to_string(token(1).value) + std::string(language_.after_day) + month;
      ++at_;
    } else {
      text_ += month;
    }
  }

  void write_number() {
    const int value = token().value;
    const bool is_raw = is(Word::day, 1) || is(Word::slash, -1) || is(Word::open_bracket, -1) ||
                        token().digits == 4 || is(Word::close_bracket, 1);
    const bool is_minute = is(Word::colon, -1) && is(Word::number, -2);
    if (!is_minute && !is(Word::plus, -1)) space();
    if (is(Word::colon, 1) || is_minute) {
      text_ += two_digits(is_minute ? value : hour_of(value));
      return;
    }
    if (is_raw || !write_bare_hours()) {
      text_ += is_raw ? std::to_string(value) : two_digits(value);
    }
  }

  // The half of the day may stand behind the hour or its minutes.
  int hour_of(int hour) const {
    const int ahead = is(Word::colon, 1) ? 3 : 1;
    if (is(Word::pm, ahead)) return hour % 12 + 12;
    return is(Word::am, ahead) ? hour % 12 : hour;
  }

  // "10-12" gets its minutes; "8-8" is left as it is, for nobody knows what it means.
  bool write_bare_hours() {
    const int half_day = is(Word::am, 1) || is(Word::pm, 1) ? 1 : 0;
    const bool is_range = is(Word::dash, 1 + half_day) && is(Word::number, 2 + half_day) &&
                          !is(Word::colon, 3 + half_day);
    const bool follows_date =
        is(Word::month, -1) || is(Word::week, -1) || (is(Word::comma, -1) && in_dates_);
    in_dates_ = follows_date;
    if (!is_range || follows_date) return false;
    const int from = hour_of(token().value);
    at_ += static_cast<std::size_t>(2 + half_day);
    const int to = hour_of(token().value);
    const bool is_same = from == to;
    text_ += is_same ? std::to_string(from) + "-" + std::to_string(to)
                     : two_digits(from) + ":00-" + two_digits(to) + ":00";
    return true;
  }

  std::string_view value_;
  const hours::Words& words_;
  const Language& language_;
  std::string text_;
  std::size_t at_ = 0;
  bool in_dates_ = false;
};

}  // namespace

Result<std::string> prettified(std::string_view value, std::string_view language) {
  const auto reviewed = hours::review(value);
  if (!reviewed) return reviewed.error();
  hours::Words words;
  words.more_phrases = hours::k_foreign_phrases;
  hours::read_words(value, words);
  return Writer(value, words, language_of(language)).write();
}

}  // namespace stadtkern::hours_program
