// Words as the index knows them: lower case, without umlauts, accents and apostrophes.
//
// ä = ae = a, ö = oe = o, ü = ue = u, ß = ss. "ue" stays where it is no umlaut: after q and where
// the u stands between two vowels (neue, Bauer), as in the German stemmer of Snowball, whose
// prelude this is. A word is a run of letters and digits; apostrophes, soft hyphens and combining
// marks inside it vanish. Letters beyond Latin are kept as they are. Damaged UTF-8 separates words;
// nothing is ever refused.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stadtkern::search {

// A longer word is known by its first bytes only.
inline constexpr std::size_t k_word_bytes_max = 48;  // a multiple of eight

// Walks through the words of a text. The text must outlive the reader.
class WordReader {
 public:
  enum class Digraphs { joined, kept };
  explicit WordReader(std::string_view text, Digraphs digraphs = Digraphs::joined)
      : text_(text), keeps_digraphs_(digraphs == Digraphs::kept) {}

  // Moves to the next word; false where there is none left.
  bool next();

  // The folded word; valid until next(). At most k_word_bytes_max bytes, never empty after next(),
  // followed by eight zeros.
  std::string_view folded() const { return {word_.data(), size_}; }

  // Where the word stands in the text.
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return at_; }

  // Where the first `count` bytes of the folded word end in the text. Requires: count <=
  // folded().size().
  std::size_t end_of(std::size_t count) const {
    return count == 0 ? begin_ : begin_ + ends_[count - 1];
  }

  // True where only one hyphen stands between the previous word and this one ("E-Bike").
  bool hyphenated() const { return hyphenated_; }

 private:
  bool skip_to_word();
  std::size_t take_character();
  std::size_t take_beyond_ascii();
  std::size_t take_letter(unsigned code, std::size_t bytes);
  void append(char letter, std::size_t source_end);
  void take_ascii();
  bool closes_umlaut() const;

  std::string_view text_;
  bool keeps_digraphs_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::size_t size_ = 0;
  bool plain_ = false;  // the last letter was written without a mark, so an "e" may be one
  bool hyphenated_ = false;
  std::array<char, k_word_bytes_max + 8> word_;
  std::array<std::uint32_t, k_word_bytes_max> ends_;
};

// What a name is sorted by, in German dictionary order (DIN 5007-1): its folded words.
std::string sort_key(std::string_view name);

inline bool is_vowel(char letter) {
  return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u' ||
         letter == 'y';
}

}  // namespace stadtkern::search
