#include "search/highlight.hpp"

#include <cstring>

#include "search/edit_distance.hpp"
#include "search/stem.hpp"

namespace stadtkern::search {
namespace {

constexpr std::size_t k_part_bytes_min = 3;

bool misspelled(std::string_view typed, std::string_view word) {
  const unsigned allowed = typos_allowed(typed.size());
  return allowed > 0 && TypedWord(typed).compare(word).whole <= allowed;
}

}  // namespace

Highlighter::Highlighter(std::string_view text, const Synonyms* synonyms) : synonyms_(synonyms) {
  const Query query(text);
  for (const QueryWord& word : query) {
    if (word.optional) continue;
    WordReader reader(query.written(word));
    reader.next();
    const std::string_view folded = reader.folded();
    Wanted& wanted = wanted_[count_++];
    std::memcpy(wanted.letters.data(), folded.data(), folded.size());
    wanted.size = static_cast<std::uint8_t>(folded.size());
    wanted.stem = static_cast<std::uint8_t>(stem_size(folded));
    if (synonyms != nullptr) wanted.meanings = synonyms->targets(folded);
  }
}

Pile<Range> Highlighter::ranges(std::string_view text) const {
  Pile<Range> ranges;
  for (WordReader word(text); word.next();) {
    const Range range = find(word);
    if (range.begin < range.end) ranges.push_back(range);
  }
  return ranges;
}

bool Highlighter::means(const Wanted& wanted, std::string_view stem) const {
  for (const std::uint32_t meaning : wanted.meanings) {
    if (synonyms_->stem(synonyms_->words()[meaning]) == stem) return true;
  }
  return false;
}

// The part of the word that is wanted; empty where none is.
Range Highlighter::find(const WordReader& word) const {
  const std::string_view folded = word.folded();
  const std::string_view stem = stem_of(folded);
  const Range whole{word.begin(), word.end()};
  Range part{0, 0};
  for (std::size_t i = 0; i < count_; ++i) {
    const Wanted& wanted = wanted_[i];
    std::string_view typed(wanted.letters.data(), wanted.size);
    const std::string_view typed_stem = typed.substr(0, wanted.stem);
    if (folded == typed || stem == typed_stem) return whole;
    std::size_t at = find_in(folded, typed, 0);
    if (at == folded.size() && typed_stem.size() > k_part_bytes_min) {
      at = find_in(folded, typed_stem, 0);
      if (at < folded.size()) typed = typed_stem;
    }
    if (at == 0 || (at < folded.size() && typed.size() >= k_part_bytes_min)) {
      part = {word.end_of(at), word.end_of(at + typed.size())};
    } else if (means(wanted, stem) || misspelled(typed, folded)) {
      return whole;
    }
  }
  return part;
}

}  // namespace stadtkern::search
