#include "search/highlight.hpp"

#include <algorithm>

#include "search/edit_distance.hpp"
#include "search/fold.hpp"
#include "search/stem.hpp"
#include "search/synonyms.hpp"

namespace stadtkern::search {
namespace {

constexpr std::size_t k_part_bytes_min = 3;

bool misspelled(std::string_view typed, std::string_view word) {
  const unsigned allowed = typos_allowed(typed.size());
  return allowed > 0 && TypedWord(typed).compare(word).whole <= allowed;
}

bool means(const std::vector<std::string_view>& synonyms, std::string_view stem) {
  return std::any_of(synonyms.begin(), synonyms.end(),
                     [&](std::string_view other) { return stem_of(other) == stem; });
}

}  // namespace

Highlighter::Highlighter(std::string_view query) : query_(query) {
  for (const QueryWord& word : query_.words()) {
    if (word.optional) continue;
    wanted_.push_back(
        {word.folded, stem_of(word.folded), Synonyms::of_the_trade().targets(word.folded)});
  }
}

std::vector<Range> Highlighter::ranges(std::string_view text) const {
  std::vector<Range> ranges;
  for (WordReader word(text); word.next();) {
    const Range range = find(word);
    if (range.begin < range.end) ranges.push_back(range);
  }
  return ranges;
}

// The part of the word that is wanted; empty where none is.
Range Highlighter::find(const WordReader& word) const {
  const std::string_view folded = word.folded();
  const std::string_view stem = stem_of(folded);
  const Range whole{word.begin(), word.end()};
  Range part{0, 0};
  for (const Wanted& wanted : wanted_) {
    if (folded == wanted.folded || stem == wanted.stem) return whole;
    std::string_view typed = wanted.folded;
    std::size_t at = folded.find(typed);
    if (at == std::string_view::npos && wanted.stem.size() > k_part_bytes_min) {
      typed = wanted.stem;
      at = folded.find(typed);
    }
    if (at == 0 || (at != std::string_view::npos && typed.size() >= k_part_bytes_min)) {
      part = {word.end_of(at), word.end_of(at + typed.size())};
    } else if (means(wanted.synonyms, stem) || misspelled(wanted.folded, folded)) {
      return whole;
    }
  }
  return part;
}

}  // namespace stadtkern::search
