#include "hours/lexer.hpp"

#include <algorithm>
#include <cstring>

#include "base/utf8.hpp"
#include "hours/words.hpp"

namespace stadtkern::hours {
namespace {

struct OwnWord {
  char spelling[8];  // in lower case, without a zero where it fills all
  Word word;
  std::int8_t value;
};

constexpr auto value_of(Openness openness) {
  return static_cast<std::int8_t>(openness);
}
constexpr auto value_of(Event event) {
  return static_cast<std::int8_t>(event);
}

constexpr OwnWord k_own_words[] = {
    {"mo", Word::weekday, 0},
    {"tu", Word::weekday, 1},
    {"we", Word::weekday, 2},
    {"th", Word::weekday, 3},
    {"fr", Word::weekday, 4},
    {"sa", Word::weekday, 5},
    {"su", Word::weekday, 6},
    {"ph", Word::holiday, 0},
    {"sh", Word::holiday, 1},
    {"off", Word::modifier, value_of(Openness::closed)},
    {"closed", Word::modifier, value_of(Openness::closed)},
    {"open", Word::modifier, value_of(Openness::open)},
    {"unknown", Word::modifier, value_of(Openness::unknown)},
    {"jan", Word::month, 1},
    {"feb", Word::month, 2},
    {"mar", Word::month, 3},
    {"apr", Word::month, 4},
    {"may", Word::month, 5},
    {"jun", Word::month, 6},
    {"jul", Word::month, 7},
    {"aug", Word::month, 8},
    {"sep", Word::month, 9},
    {"oct", Word::month, 10},
    {"nov", Word::month, 11},
    {"dec", Word::month, 12},
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

// The own word of these letters in any case; none where there is none.
const OwnWord* own_word(const char* letters, std::size_t length) {
  char spelling[8] = {};
  if (length > sizeof spelling) return nullptr;
  for (std::size_t i = 0; i < length; ++i) spelling[i] = lower(letters[i]);
  for (const OwnWord& own : k_own_words) {
    if (std::memcmp(own.spelling, spelling, sizeof spelling) == 0) return &own;
  }
  return nullptr;
}

enum Nature : std::uint8_t { k_own = 1, k_opens = 2, k_closes = 4 };  // of a sign, as bits

struct Sign {
  char16_t code;
  Word word;
  std::uint8_t nature;
};

constexpr Sign k_signs[] = {
    {u' ', Word::blank, 0},
    {u'-', Word::dash, k_own},
    {u':', Word::colon, k_own},
    {u',', Word::comma, k_own},
    {u';', Word::semicolon, k_own},
    {u'"', Word::quote, k_own | k_opens},
    {u'.', Word::dot, 0},
    {u'+', Word::plus, k_own},
    {u'/', Word::slash, k_own},
    {u'(', Word::open_paren, k_own},
    {u')', Word::close_paren, k_own},
    {u'[', Word::open_bracket, k_own},
    {u']', Word::close_bracket, k_own},
    {u'|', Word::fallback, k_own},
    {u'\t', Word::blank, 0},
    {u'\n', Word::blank, 0},
    {u'\v', Word::blank, 0},
    {u'\f', Word::blank, 0},
    {u'\r', Word::blank, 0},
    {u'&', Word::comma, 0},
    {u'~', Word::dash, 0},
    {u'\'', Word::quote, k_opens | k_closes},
    {u'\u00A0', Word::blank, 0},
    {u'«', Word::quote, k_opens},
    {u'»', Word::quote, k_closes},
    {u'\u2009', Word::blank, 0},
    {u'\u200B', Word::blank, 0},
    {u'\u202F', Word::blank, 0},
    {u'‐', Word::dash, 0},
    {u'‑', Word::dash, 0},
    {u'‒', Word::dash, 0},
    {u'–', Word::dash, 0},
    {u'—', Word::dash, 0},
    {u'―', Word::dash, 0},
    {u'−', Word::dash, 0},
    {u'‘', Word::quote, k_opens | k_closes},
    {u'’', Word::quote, k_opens | k_closes},
    {u'‚', Word::quote, k_opens},
    {u'“', Word::quote, k_opens | k_closes},
    {u'”', Word::quote, k_closes},
    {u'„', Word::quote, k_opens},
    {u'\u3000', Word::blank, 0},
    {u'「', Word::quote, k_opens},
    {u'」', Word::quote, k_closes},
    {u'『', Word::quote, k_opens},
    {u'』', Word::quote, k_closes},
    {u'ー', Word::dash, 0},
    {u'\uFEFF', Word::blank, 0},
    {u'，', Word::comma, 0},
    {u'：', Word::colon, 0},
    {u'；', Word::semicolon, 0},
};

// A character of valid UTF-8 that could be a sign, and its bytes; code 0 where it is none.
struct Character {
  char16_t code;
  std::size_t length;
};

Character character_at(const char* text) {
  const auto byte = [text](int i) { return static_cast<unsigned char>(text[i]); };
  const auto code = [](int bits) { return static_cast<char16_t>(bits); };
  if (byte(0) < 0x80) return {code(byte(0)), 1};
  if (byte(0) < 0xC0 || byte(0) >= 0xF0) return {0, 1};
  if (byte(0) < 0xE0) return {code((byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
  return {code((byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)), 3};
}

Sign sign_of(char16_t code) {
  for (const Sign& sign : k_signs) {
    if (sign.code == code) return sign;
  }
  return {code, Word::unknown, 0};
}

class Lexer {
 public:
  // Requires: the text ends with a zero behind its size.
  Lexer(std::string_view text, Words& words)
      : start_(text.data()), at_(start_), end_(start_ + text.size()), words_(words) {}

  bool run() {
    while (at_ < end_) {
      if (!read_one()) return false;
    }
    return true;
  }

  void close() {
    for (std::size_t i = 0; i < k_lookahead; ++i) {
      words_.tokens[words_.count + i] = {Word::end, 0, 0, position()};
    }
  }

 private:
  bool read_one() {
    if (is_digit(*at_)) return read_number();
    if (is_letter(*at_)) return read_word();
    const Character character = character_at(at_);
    const Sign sign = sign_of(character.code);
    const char* const next = at_ + character.length;
    switch (sign.word) {
      case Word::blank:
        at_ = next;
        return true;
      case Word::dot:
        return read_dot();
      case Word::quote:
        if ((sign.nature & k_opens) != 0) return read_comment(sign, next);
        break;
      case Word::fallback:
        if (*next == '|') return take_sign(sign, next + 1);
        break;
      case Word::unknown:
        break;
      default:
        return take_sign(sign, next);
    }
    return refuse(Wanted::selector);
  }

  bool read_number() {
    if (begins_number_phrase() && read_number_phrase()) return true;
    const char* const start = at_;
    int value = 0;
    for (; is_digit(*at_); ++at_) value = lesser(value * 10 + (*at_ - '0'), 9999);
    Token& number = push(Word::number, value, start);
    number.digits = static_cast<std::uint8_t>(lesser(static_cast<int>(at_ - start), 9));
    return true;
  }

  // 24 or 7 with a letter or a slash behind it.
  bool begins_number_phrase() const {
    const char* next = at_;
    if (*next == '2' && next[1] == '4') {
      next += 2;
    } else if (*next == '7') {
      ++next;
    } else {
      return false;
    }
    while (*next == ' ') ++next;
    return is_letter(*next) || *next == '/';
  }

  // "24/7", "24 hours", "7 days a week": but not the end of "10-24 h".
  bool read_number_phrase() {
    if (ends_with_dash()) return false;
    const bool is_always = at_[2] == '/' && at_[3] == '7' && !is_digit(at_[4]);
    if (is_always && *at_ == '2') {
      push(Word::always, 0, at_);
      at_ += 4;
      return true;
    }
    if (is_meaning_) return false;
    const Phrase phrase = next_phrase();
    return phrase.end != nullptr && follow(phrase);
  }

  bool read_word() {
    const char* end = at_;
    while (is_letter(*end)) ++end;
    const auto length = static_cast<std::size_t>(end - at_);
    const OwnWord* const own = own_word(at_, length);
    // "open end", "am Wochenende"
    const bool may_go_on = own != nullptr && (own->word == Word::am ||
                                              (own->word == Word::modifier && own->value == 1));
    if (own != nullptr && !may_go_on) return take_word(*own, end);
    if (!is_meaning_) {
      const Phrase phrase = next_phrase();
      if (phrase.end > (may_go_on ? end : nullptr)) return follow(phrase);
    }
    if (own != nullptr) return take_word(*own, end);
    if (!is_meaning_ && read_joined(end)) return true;
    return refuse(Wanted::word);
  }

  bool take_word(const OwnWord& own, const char* end) {
    push(own.word, own.value, at_);
    if (own.word == Word::am || own.word == Word::pm) notice(NoticeKind::word_corrected, at_);
    at_ = end;
    return true;
  }

  // "SHWe": words of the specification without a blank between them.
  bool read_joined(const char* end) {
    const std::size_t count = words_.count;
    const char* const start = at_;
    while (at_ < end) {
      std::size_t length = 2;
      const OwnWord* own = own_word(at_, length);
      if (own == nullptr) own = own_word(at_, ++length);
      if (own == nullptr || at_ + length > end) {
        words_.count = count;
        at_ = start;
        return false;
      }
      take_word(*own, at_ + length);
    }
    return true;
  }

  Phrase next_phrase() const {
    const Phrase phrase = phrase_at(at_, k_everyday_phrases);
    if (words_.more_phrases == nullptr) return phrase;
    const Phrase more = phrase_at(at_, words_.more_phrases);
    return more.end > phrase.end ? more : phrase;
  }

  // Reads a phrase's meaning: its words count as standing where the phrase begins.
  bool follow(const Phrase& phrase) {
    notice(NoticeKind::word_corrected, at_);
    meaning_position_ = position();
    const char* const end = end_;
    is_meaning_ = true;
    at_ = phrase.meaning.data();
    end_ = at_ + phrase.meaning.size();
    const bool is_read = run();
    is_meaning_ = false;
    at_ = phrase.end;
    end_ = end;
    return is_read;
  }

  bool read_comment(const Sign& opening, const char* first) {
    const bool is_own = opening.nature & k_own;
    const bool is_double = opening.code == u'„' || opening.code == u'“';
    const bool has_own_end = std::find(first, end_, '"') != end_;
    const char* last = first;
    const char* behind = nullptr;
    for (; last < end_; ++last) {
      if (*last == '"' && (is_own || is_double)) behind = last + 1;
      if (!(is_own && has_own_end) && behind == nullptr) behind = behind_closing_quote(last);
      if (behind != nullptr) break;
    }
    if (behind == nullptr) return refuse(Wanted::closing_quote);
    push(Word::comment, static_cast<int>(words_.comments.size()), at_);
    for (const char* letter = first; letter < last; ++letter) {
      words_.comments += *letter == '"' ? '\'' : *letter;
    }
    words_.comments += '"';
    if (!is_own) notice(NoticeKind::quotes_corrected, at_);
    if (first == last) notice(NoticeKind::empty_comment, at_);
    at_ = behind;
    return true;
  }

  // None where no quote closes here. An apostrophe between two letters ("farmer's") closes nothing.
  static const char* behind_closing_quote(const char* at) {
    const Character character = character_at(at);
    if ((sign_of(character.code).nature & k_closes) == 0) return nullptr;
    const char* const behind = at + character.length;
    return is_letter(*behind) ? nullptr : behind;
  }

  // "10.00" means 10:00; any other dot ends an abbreviation or an ordinal.
  bool read_dot() {
    if (at_ == start_ || !(is_digit(at_[-1]) || is_letter(at_[-1]))) {
      return refuse(Wanted::selector);
    }
    if (is_digit(at_[-1]) && is_digit(at_[1])) {
      push(Word::colon, 0, at_);
      notice(NoticeKind::minute_separator, at_);
    } else {
      notice(NoticeKind::dot_omitted, at_);
    }
    ++at_;
    return true;
  }

  bool take_sign(const Sign& sign, const char* next) {
    const bool ends_range = sign.word == Word::plus && is_meaning_ && ends_with_dash();
    if (ends_range) --words_.count;  // "17:00-open end"
    push(sign.word, 0, at_);
    if ((sign.nature & k_own) == 0) notice(NoticeKind::word_corrected, at_);
    at_ = next;
    return true;
  }

  bool ends_with_dash() const {
    return words_.count > 0 && words_.tokens[words_.count - 1].word == Word::dash;
  }

  std::uint16_t position() const {
    return is_meaning_ ? meaning_position_ : static_cast<std::uint16_t>(at_ - start_);
  }

  Token& push(Word word, int value, const char* at) {
    const std::uint16_t position =
        is_meaning_ ? meaning_position_ : static_cast<std::uint16_t>(at - start_);
    Token& token = words_.tokens[words_.count];
    token = {word, 0, static_cast<std::int16_t>(value), position};
    if (words_.count < k_tokens_max) ++words_.count;
    return token;
  }

  void notice(NoticeKind kind, const char* at) {
    if (is_meaning_ || words_.listener == nullptr) return;
    words_.listener->hear({kind, static_cast<std::uint16_t>(at - start_)});
  }

  bool refuse(Wanted wanted) {
    words_.refusal = {position(), wanted};
    return false;
  }

  const char* start_;
  const char* at_;
  const char* end_;
  Words& words_;
  std::uint16_t meaning_position_ = 0;
  bool is_meaning_ = false;
};

}  // namespace

bool read_words(std::string_view text, Words& words) {
  if (text.size() > k_value_bytes_max) {
    words.refusal = {k_value_bytes_max, Wanted::short_text};
    return false;
  }
  if (const std::size_t valid = utf8_valid_prefix(text); valid != text.size()) {
    words.refusal = {static_cast<std::uint16_t>(valid), Wanted::utf8};
    return false;
  }
  char copy[k_value_bytes_max + k_lookahead];  // what is looked at behind the end is a zero
  text.copy(copy, text.size());                // unlike memcpy it takes a view of nothing
  std::memset(copy + text.size(), 0, k_lookahead);
  Lexer lexer({copy, text.size()}, words);
  if (!lexer.run()) return false;
  lexer.close();
  return true;
}

}  // namespace stadtkern::hours
