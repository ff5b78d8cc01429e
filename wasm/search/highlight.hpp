// Which parts of a text a query speaks of, to be marked on the page.
#pragma once

#include <array>
#include <string_view>

#include "search/fold.hpp"
#include "search/query.hpp"

namespace stadtkern::search {

// Bytes [begin, end) of a text; never ends inside a letter.
struct Range {
  std::size_t begin;
  std::size_t end;
  bool operator==(const Range&) const = default;
};

// A query, prepared to be marked in many texts. Needs no index. The synonyms must outlive it;
// without them words that mean the same are not marked.
class Highlighter {
 public:
  explicit Highlighter(std::string_view query, const Synonyms* synonyms = nullptr);
  Highlighter(const Highlighter&) = delete;
  Highlighter& operator=(const Highlighter&) = delete;

  // Ascending, without overlap. Whole words where they are inflected, misspelled or mean the same,
  // parts of words where just the part was typed. At most one range per word of the text.
  Pile<Range> ranges(std::string_view text) const;

 private:
  struct Wanted {
    std::array<char, k_word_bytes_max> letters;
    std::uint8_t size;
    std::uint8_t stem;
    Pile<std::uint32_t> meanings;  // words of the synonyms
  };
  Range find(const WordReader& word) const;
  bool means(const Wanted& wanted, std::string_view stem) const;

  const Synonyms* synonyms_;
  std::array<Wanted, k_query_words_max> wanted_;
  std::size_t count_ = 0;
};

}  // namespace stadtkern::search
