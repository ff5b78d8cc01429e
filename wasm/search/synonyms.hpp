// Words of the trade that lead to one another: "Brötchen" to every bakery. The words are in
// synonyms.txt.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stadtkern::search {

class Synonyms {
 public:
  // The groups of synonyms.txt; the same for every index, made at its first use.
  static const Synonyms& of_the_trade();

  // Reads groups as synonyms.txt describes them. The text must outlive the synonyms.
  explicit Synonyms(std::string_view text);

  struct Word {
    std::string_view written;
    std::uint32_t text;  // where the folded word begins
    std::uint32_t letters;
    std::uint16_t group;
    std::uint8_t size;
    std::uint8_t stem;
    bool target;  // others of the group lead to it
    bool whole;   // never found by its beginning
  };

  // Folded words that a folded word leads to, in the order of the file. A word of at least
  // k_prefix_bytes_min bytes is also taken as the beginning of one that is still being typed.
  std::vector<std::string_view> targets(std::string_view folded) const;
  static constexpr std::size_t k_prefix_bytes_min = 4;

  // Whether the folded word, or its stem, stands in the file.
  bool knows(std::string_view folded) const;

  const std::vector<Word>& words() const { return words_; }
  std::string_view folded(const Word& word) const { return {texts_.data() + word.text, word.size}; }

 private:
  void read_line(std::string_view line);
  std::string_view stem(const Word& word) const { return folded(word).substr(0, word.stem); }
  std::vector<std::uint32_t>::const_iterator first_with(std::string_view prefix) const;

  std::vector<Word> words_;                  // group after group
  std::vector<std::uint16_t> group_starts_;  // into words_, one more than there are groups
  std::vector<std::uint32_t> sorted_;        // into words_, by folded word
  std::vector<char> texts_;
};

}  // namespace stadtkern::search
