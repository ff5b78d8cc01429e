// Words of the trade that lead to one another: "Brötchen" to every bakery. Content of the town, one
// group per line:
//
//   Bäckerei Bäcker Backstube /bakery: Brot Brötchen Torte
//
// Without a colon, every word leads to every other. With one, words after it lead to the words
// before it, and those to one another. Words are compared by their folded stem; a word of at least
// four letters is also found by its first half, except behind a slash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "search/pile.hpp"

namespace stadtkern::search {

class Synonyms {
 public:
  // None.
  Synonyms() = default;

  // Reads groups; any text is some. What stands beyond k_synonyms_bytes_max is left out.
  explicit Synonyms(std::string text);

  struct Word {
    std::uint32_t written;  // where it begins in the text given
    std::uint32_t text;     // where the folded word begins
    std::uint32_t letters;
    std::uint32_t group;
    std::uint16_t written_size;
    std::uint8_t size;
    std::uint8_t stem;
    bool target;  // others of the group lead to it
    bool whole;   // never found by its beginning
  };

  // The words that a folded word leads to, in the order of the text; numbers into words().
  Pile<std::uint32_t> targets(std::string_view folded) const;

  // Whether the folded word, or its stem, is one of the words.
  bool knows(std::string_view folded) const;

  const Pile<Word>& words() const { return words_; }
  std::string_view folded(const Word& word) const { return {texts_.data() + word.text, word.size}; }
  std::string_view stem(const Word& word) const { return {texts_.data() + word.text, word.stem}; }
  std::string_view written(const Word& word) const {
    return std::string_view(text_).substr(word.written, word.written_size);
  }

 private:
  void read_line(std::size_t begin, std::size_t end, std::uint32_t group);
  std::size_t first_with(std::string_view prefix) const;

  std::string text_;
  Pile<Word> words_;            // group after group
  Pile<std::uint32_t> sorted_;  // into words_, by folded word
  Pile<char> texts_;            // padded with zeros to the next multiple of eight bytes
};

inline constexpr std::size_t k_synonyms_bytes_max = 256 * 1024;

}  // namespace stadtkern::search
