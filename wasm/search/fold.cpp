#include "search/fold.hpp"

#include <cstring>

namespace stadtkern::search {
namespace {

// What a byte becomes inside a word; 0 where it is no plain letter or digit.
constexpr std::array<char, 256> k_letters = [] {
  std::array<char, 256> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  return table;
}();

// U+00C0 to U+017F, one base letter each; '*' where the sign is no letter.
constexpr std::string_view k_latin =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllll"
    "llllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(k_latin.size() == 0x180 - 0xC0);

constexpr unsigned k_sharp_s = 0xDF;
constexpr unsigned k_soft_hyphen = 0xAD;
constexpr unsigned k_hyphen = 0x2010;
constexpr unsigned k_no_break_hyphen = 0x2011;

enum class Sign { letter, skipped, separator, hyphen };

Sign sign_of(unsigned code) {
  if (code == k_soft_hyphen || (code >= 0x300 && code <= 0x36F)) return Sign::skipped;
  if (code == 0x2BC || (code >= 0x2018 && code <= 0x201B && code != 0x201A)) return Sign::skipped;
  if (code >= 0x200B && code <= 0x200D) return Sign::skipped;  // zero width
  if (code == k_hyphen || code == k_no_break_hyphen) return Sign::hyphen;
  if (code < 0xC0 || code == 0xD7 || code == 0xF7) return Sign::separator;
  if (code >= 0x2000 && code <= 0x2BFF) return Sign::separator;  // punctuation, arrows, symbols
  if (code >= 0x3000 && code <= 0x303F) return Sign::separator;
  if (code >= 0xE000) return Sign::separator;  // private use, forms, emoji
  return Sign::letter;
}

struct Character {
  unsigned code;
  std::size_t bytes;
};

// The character at text[at]; code 0 for damaged UTF-8. Requires: at < text.size().
Character decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead <= 0xDF && tail(1)) return {(lead & 0x1FU) << 6 | (byte(1) & 0x3FU), 2};
  if (lead >= 0xE0 && lead <= 0xEF && tail(1) && tail(2)) {
    return {(lead & 0xFU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU), 3};
  }
  if (lead >= 0xF0 && lead <= 0xF4 && tail(1) && tail(2) && tail(3)) return {0x10000, 4};
  return {0, 1};
}

}  // namespace

bool WordReader::next() {
  if (!skip_to_word()) return false;
  begin_ = at_;
  size_ = 0;
  plain_ = false;
  for (std::size_t taken = 1; taken > 0; at_ += taken) {
    take_ascii();
    taken = at_ < text_.size() ? take_character() : 0;
  }
  std::memset(word_.data() + size_, 0, 8);
  return true;
}

// Takes plain letters as long as there are some: nearly all of a text.
void WordReader::take_ascii() {
  std::size_t at = at_;
  std::size_t size = size_;
  for (; at < text_.size(); ++at) {
    const char letter = k_letters[static_cast<unsigned char>(text_[at])];
    if (letter == 0) break;
    const std::size_t distance = at + 1 - begin_;
    if (letter == 'e' && plain_ && size > 0) {
      size_ = size;
      if (closes_umlaut()) {
        ends_[size - 1] = static_cast<std::uint32_t>(distance);
        plain_ = false;
        continue;
      }
    }
    plain_ = true;
    if (size == k_word_bytes_max) continue;
    ends_[size] = static_cast<std::uint32_t>(distance);
    word_[size++] = letter;
  }
  at_ = at;
  size_ = size;
}

// Stops at the first letter or digit.
bool WordReader::skip_to_word() {
  const std::size_t from = at_;
  bool hyphen = false;
  while (at_ < text_.size()) {
    const Character character = decode(text_, at_);
    const bool letter = character.code < 0x80 ? k_letters[character.code] != 0
                                              : sign_of(character.code) == Sign::letter;
    if (letter) {
      hyphenated_ = hyphen;
      return true;
    }
    hyphen =
        at_ == from && from > 0 &&
        (text_[at_] == '-' || (character.code >= 0x80 && sign_of(character.code) == Sign::hyphen));
    at_ += character.bytes;
  }
  return false;
}

// Takes what is no plain letter; returns its bytes, 0 where the word ends before it.
std::size_t WordReader::take_character() {
  const Character character = decode(text_, at_);
  if (character.code == '\'' || character.code == '`') {
    const std::size_t after = at_ + 1;
    const bool inside = after < text_.size() && decode(text_, after).code != 0 &&
                        (static_cast<unsigned char>(text_[after]) >= 0x80 ||
                         k_letters[static_cast<unsigned char>(text_[after])] != 0);
    return inside ? 1 : 0;
  }
  if (character.code < 0x80) return 0;
  const Sign sign = sign_of(character.code);
  if (sign == Sign::skipped) return character.bytes;
  return sign == Sign::letter ? take_letter(character.code, character.bytes) : 0;
}

std::size_t WordReader::take_letter(unsigned code, std::size_t bytes) {
  const std::size_t source_end = at_ + bytes;
  if (code >= 0x180 || code == 0x1E9E) {
    if (code == 0x1E9E) {  // capital sharp s
      append('s', source_end);
      append('s', source_end);
    } else if (size_ + bytes <= k_word_bytes_max) {
      for (std::size_t i = 0; i < bytes; ++i) append(text_[at_ + i], source_end);
    }
  } else {
    append(k_latin[code - 0xC0], source_end);
    if (code == k_sharp_s) append('s', source_end);
  }
  plain_ = false;
  return bytes;
}

void WordReader::append(char letter, std::size_t source_end) {
  if (size_ == k_word_bytes_max) return;
  ends_[size_] = static_cast<std::uint32_t>(source_end - begin_);
  word_[size_++] = letter;
}

// Whether an "e" after the last letter makes it an umlaut. Requires: size_ > 0.
bool WordReader::closes_umlaut() const {
  if (keeps_digraphs_) return false;
  const char last = word_[size_ - 1];
  if (last == 'a' || last == 'o') return true;
  if (last != 'u') return false;
  if (size_ == 1) return true;
  const char before = word_[size_ - 2];
  return before != 'q' && !is_vowel(before);
}

std::string sort_key(std::string_view name) {
  std::string key;
  WordReader words(name);
  while (words.next()) key.append(words.folded()).append(" ");
  return key;
}

}  // namespace stadtkern::search
