#include "hours/lexer.hpp"

#include "base/utf8.hpp"
#include "hours/state.hpp"
#include "hours/tree.hpp"
#include "hours/words.hpp"

namespace stadtkern::hours {
namespace {

constexpr std::string_view k_months = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr std::string_view k_weekdays = "MoTuWeThFrSaSu";

struct OwnWord {
  std::string_view spelling;
  Word word;
  std::int16_t value;
};

constexpr auto value_of(Openness openness) {
  return static_cast<std::int16_t>(openness);
}
constexpr auto value_of(Event event) {
  return static_cast<std::int16_t>(event);
}

constexpr OwnWord k_own_words[] = {
    {"ph", Word::holiday, 0},
    {"sh", Word::holiday, 1},
    {"off", Word::modifier, value_of(Openness::closed)},
    {"closed", Word::modifier, value_of(Openness::closed)},
    {"open", Word::modifier, value_of(Openness::open)},
    {"unknown", Word::modifier, value_of(Openness::unknown)},
    {"week", Word::week, 0},
    {"easter", Word::easter, 0},
    {"day", Word::day, 0},
    {"days", Word::day, 0},
    {"am", Word::am, 0},
    {"pm", Word::pm, 0},
    {"dawn", Word::event, value_of(Event::dawn)},
    {"sunrise", Word::event, value_of(Event::sunrise)},
    {"sunset", Word::event, value_of(Event::sunset)},
    {"dusk", Word::event, value_of(Event::dusk)},
};

constexpr std::string_view k_opening_quotes[] = {"'", "„", "“", "‚", "‘", "’", "«", "『", "「"};
constexpr std::string_view k_closing_quotes[] = {"'", "“", "”", "‘", "’", "»", "』", "」"};

// The specification's signs of one byte, each with its word in the same place.
constexpr std::string_view k_own_signs = "-,;:+/()[]";
constexpr Word k_own_sign_words[] = {
    Word::dash,  Word::comma,      Word::semicolon,   Word::colon,        Word::plus,
    Word::slash, Word::open_paren, Word::close_paren, Word::open_bracket, Word::close_bracket};

struct Sign {
  std::string_view spelling;
  Word word;
};

constexpr Sign k_other_signs[] = {
    {"&", Word::comma},      {"–", Word::dash},  {"—", Word::dash},   {"‐", Word::dash},
    {"‑", Word::dash},       {"−", Word::dash},  {"~", Word::dash},   {"‒", Word::dash},
    {"―", Word::dash},       {"ー", Word::dash}, {"：", Word::colon}, {"，", Word::comma},
    {"；", Word::semicolon},
};

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
}

bool same_word(std::string_view text, std::string_view lower_word) {
  if (text.size() != lower_word.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (lower(text[i]) != lower_word[i]) return false;
  }
  return true;
}

// The index of a word of `width` letters in a row of such words, -1 where it is none of them.
int index_in(std::string_view row, std::size_t width, std::string_view word) {
  if (word.size() != width) return -1;
  for (std::size_t i = 0; i < row.size(); i += width) {
    if (lower(row[i]) != lower(word[0]) || lower(row[i + 1]) != lower(word[1])) continue;
    if (width == 3 && row[i + 2] != lower(word[2])) continue;
    return static_cast<int>(i / width);
  }
  return -1;
}

std::size_t blank_at(std::string_view text, std::size_t at) {
  const char byte = text[at];
  if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return 1;
  if (static_cast<unsigned char>(byte) < 0x80) return 0;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\u00A0")) return 2;
  if (rest.starts_with("\u202F") || rest.starts_with("\u2009") || rest.starts_with("\u3000") ||
      rest.starts_with("\u200B") || rest.starts_with("\uFEFF")) {
    return 3;
  }
  return 0;
}

class Lexer {
 public:
  Lexer(std::string_view text, Words& words) : text_(text), words_(words) {}

  // A phrase's meaning: its words count as standing at `position`, and raise no notices.
  Lexer(std::string_view meaning, Words& words, std::size_t position)
      : text_(meaning), words_(words), origin_(position), is_meaning_(true) {}

  std::optional<Error> run() {
    while (at_ < text_.size()) {
      if (const std::size_t blank = blank_at(text_, at_); blank > 0) {
        at_ += blank;
      } else if (auto error = read_one()) {
        return error;
      }
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> read_one() {
    if (is_digit(text_[at_])) return read_number();
    if (is_letter_at(text_, at_)) return read_word();
    if (text_[at_] == '"') return read_comment(1, true);
    const bool is_ascii = static_cast<unsigned char>(text_[at_]) < 0x80;
    if (!is_ascii || text_[at_] == '\'') {
      for (const std::string_view quote : k_opening_quotes) {
        if (rest().starts_with(quote)) return read_comment(quote.size(), false);
      }
    }
    if (text_[at_] == '.') return read_dot();
    if (rest().starts_with("…")) return refuse("a selector");
    return read_sign();
  }

  std::optional<Error> read_number() {
    if (begins_number_phrase() && read_number_phrase()) return std::nullopt;
    const std::size_t start = at_;
    int value = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
      value = std::min(value * 10 + (text_[at_] - '0'), 9999);
    }
    push(Word::number, static_cast<std::int16_t>(value), start);
    words_.tokens.back().digits = static_cast<std::uint8_t>(std::min<std::size_t>(at_ - start, 9));
    return std::nullopt;
  }

  // 24 or 7 with a letter or a slash behind it.
  bool begins_number_phrase() const {
    const std::size_t digits = rest().starts_with("24") ? 2 : text_[at_] == '7' ? 1 : 0;
    if (digits == 0) return false;
    std::size_t next = at_ + digits;
    while (next < text_.size() && text_[next] == ' ') ++next;
    return is_letter_at(text_, next) || (next < text_.size() && text_[next] == '/');
  }

  // "24/7", "24 hours", "7 days a week": but not the end of "10-24 h".
  bool read_number_phrase() {
    const bool after_range = !words_.tokens.empty() && words_.tokens.back().word == Word::dash;
    if (after_range) return false;
    if (rest().starts_with("24/7") && !(at_ + 4 < text_.size() && is_digit(text_[at_ + 4]))) {
      push(Word::always, 0, at_);
      at_ += 4;
      return true;
    }
    if (is_meaning_) return false;
    const auto phrase = phrase_at(rest());
    return phrase && !follow(*phrase);
  }

  std::optional<Error> read_word() {
    std::size_t end = at_;
    while (is_letter_at(text_, end) || continues_letter(end)) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    const bool may_go_on = same_word(word, "open") || same_word(word, "am");  // "open end"
    if (!may_go_on && read_own_word(word)) return std::nullopt;
    if (!is_meaning_) {
      const auto phrase = phrase_at(rest());
      if (phrase && (!may_go_on || phrase->length > word.size())) return follow(*phrase);
    }
    if (read_own_word(word) || (!is_meaning_ && read_joined(word))) return std::nullopt;
    return refuse("a weekday, month, holiday or modifier of the specification, or a \"comment\"");
  }

  bool continues_letter(std::size_t at) const {
    return at < text_.size() && at > at_ && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80;
  }

  bool read_own_word(std::string_view word) {
    if (const int weekday = index_in(k_weekdays, 2, word); weekday >= 0) {
      return push_word(Word::weekday, weekday, word.size());
    }
    if (const int month = index_in(k_months, 3, word); month >= 0) {
      return push_word(Word::month, month + 1, word.size());
    }
    for (const OwnWord& own : k_own_words) {
      if (same_word(word, own.spelling)) return push_word(own.word, own.value, word.size());
    }
    return false;
  }

  bool push_word(Word word, int value, std::size_t length) {
    push(word, static_cast<std::int16_t>(value), at_);
    at_ += length;
    const bool is_half_day = word == Word::am || word == Word::pm;
    if (is_half_day) notice(NoticeKind::word_corrected, at_ - length);
    return true;
  }

  // "SHWe": words of the specification without a blank between them.
  bool read_joined(std::string_view word) {
    const std::size_t tokens = words_.tokens.size();
    const std::size_t start = at_;
    while (at_ < start + word.size()) {
      const std::string_view left = word.substr(at_ - start);
      if (!(read_own_word(left.substr(0, 2)) ||
            (left.size() > 2 && read_own_word(left.substr(0, 3))))) {
        words_.tokens.resize(tokens);
        at_ = start;
        return false;
      }
    }
    return true;
  }

  std::optional<Error> follow(const Phrase& phrase) {
    notice(NoticeKind::word_corrected, at_);
    const std::size_t start = at_;
    at_ += phrase.length;
    return Lexer(phrase.meaning, words_, origin_ + start).run();
  }

  std::optional<Error> read_comment(std::size_t quote, bool is_own) {
    const std::size_t start = at_;
    std::size_t end = at_ + quote;
    std::size_t closing = 0;
    const bool is_double = rest().starts_with("„") || rest().starts_with("“");
    const bool has_own_end = text_.find('"', end) != std::string_view::npos;
    for (; end < text_.size(); ++end) {
      const bool ends_straight = text_[end] == '"' && (is_own || is_double);
      closing = ends_straight ? 1 : is_own && has_own_end ? 0 : closing_quote_at(end);
      if (closing > 0) break;
    }
    if (closing == 0) return refuse("a closing quote for the comment");
    std::string_view comment = text_.substr(start + quote, end - start - quote);
    push(Word::comment, static_cast<std::int16_t>(words_.comments.size()), start);
    words_.comments.emplace_back(comment);
    if (!is_own) notice(NoticeKind::quotes_corrected, start);
    if (comment.empty()) notice(NoticeKind::empty_comment, start);
    at_ = end + closing;
    return std::nullopt;
  }

  // 0 where no quote closes here. An apostrophe between two letters ("farmer's") closes nothing.
  std::size_t closing_quote_at(std::size_t at) const {
    for (const std::string_view quote : k_closing_quotes) {
      if (!text_.substr(at).starts_with(quote)) continue;
      const bool inside_word = is_letter_at(text_, at + quote.size());
      if (!inside_word) return quote.size();
    }
    return 0;
  }

  // "10.00" means 10:00; any other dot ends an abbreviation or an ordinal.
  std::optional<Error> read_dot() {
    const bool after_number = !words_.tokens.empty() && at_ > 0 && is_digit(text_[at_ - 1]);
    const bool before_number = at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    if (after_number && before_number) {
      push(Word::colon, 0, at_);
      notice(NoticeKind::minute_separator, at_);
    } else if (at_ > 0 && (is_digit(text_[at_ - 1]) || is_word_byte(text_[at_ - 1]))) {
      notice(NoticeKind::dot_omitted, at_);
    } else {
      return refuse("a selector");
    }
    ++at_;
    return std::nullopt;
  }

  static bool is_word_byte(char byte) {
    return static_cast<unsigned char>(byte) >= 0x80 || (lower(byte) >= 'a' && lower(byte) <= 'z');
  }

  std::optional<Error> read_sign() {
    if (const std::size_t own = k_own_signs.find(text_[at_]); own != std::string_view::npos) {
      return take_sign(k_own_sign_words[own], 1, true);
    }
    if (rest().starts_with("||")) return take_sign(Word::fallback, 2, true);
    for (const Sign& sign : k_other_signs) {
      if (rest().starts_with(sign.spelling))
        return take_sign(sign.word, sign.spelling.size(), false);
    }
    return refuse("a selector");
  }

  std::optional<Error> take_sign(Word word, std::size_t length, bool is_own) {
    const bool ends_range = word == Word::plus && is_meaning_ && !words_.tokens.empty() &&
                            words_.tokens.back().word == Word::dash;
    if (ends_range) words_.tokens.pop_back();  // "17:00-open end"
    push(word, 0, at_);
    if (!is_own) notice(NoticeKind::word_corrected, at_);
    at_ += length;
    return std::nullopt;
  }

  std::string_view rest() const { return text_.substr(at_); }
  std::size_t origin(std::size_t at) const { return is_meaning_ ? origin_ : at; }

  void push(Word word, std::int16_t value, std::size_t at) {
    words_.tokens.push_back({word, 0, value, static_cast<std::uint16_t>(origin(at))});
  }

  void notice(NoticeKind kind, std::size_t at) {
    if (!is_meaning_) words_.notices.push_back({kind, static_cast<std::uint16_t>(at)});
  }

  Error refuse(std::string expected) const { return expected_at(origin(at_), std::move(expected)); }

  std::string_view text_;
  Words& words_;
  std::size_t at_ = 0;
  std::size_t origin_ = 0;
  bool is_meaning_ = false;
};

}  // namespace

Error expected_at(std::size_t position, std::string expected) {
  return {Code::malformed, std::to_string(position), std::move(expected)};
}

Result<Words> words_of(std::string_view text) {
  if (text.size() > k_value_bytes_max) {
    return Error{Code::too_large, std::to_string(k_value_bytes_max), "at most 2048 bytes"};
  }
  if (const std::size_t valid = utf8_valid_prefix(text); valid != text.size()) {
    return expected_at(valid, "UTF-8");
  }
  Words words;
  words.tokens.reserve(text.size() / 2 + 4);
  if (auto error = Lexer(text, words).run()) return *error;
  words.tokens.push_back({Word::end, 0, 0, static_cast<std::uint16_t>(text.size())});
  return words;
}

}  // namespace stadtkern::hours
