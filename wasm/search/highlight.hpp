// Which parts of a text a query speaks of, to be marked on the page.
#pragma once

#include <string_view>
#include <vector>

#include "search/fold.hpp"
#include "search/query.hpp"

namespace stadtkern::search {

// Bytes [begin, end) of a text; never ends inside a letter.
struct Range {
  std::size_t begin;
  std::size_t end;
  bool operator==(const Range&) const = default;
};

// A query, prepared to be marked in many texts. Needs no index. The query's text must outlive it.
class Highlighter {
 public:
  explicit Highlighter(std::string_view query);
  Highlighter(const Highlighter&) = delete;
  Highlighter& operator=(const Highlighter&) = delete;

  // Ascending, without overlap. Whole words where they are inflected, misspelled or mean the same,
  // parts of words where just the part was typed. At most one range per word of the text.
  std::vector<Range> ranges(std::string_view text) const;

 private:
  struct Wanted {
    std::string_view folded;
    std::string_view stem;
    std::vector<std::string_view> synonyms;
  };
  Range find(const WordReader& word) const;

  Query query_;
  std::vector<Wanted> wanted_;
};

}  // namespace stadtkern::search
