// Terms within a few typing errors of a word.
#include <bit>

#include "search/matcher.hpp"
#include "search/synonyms.hpp"

namespace stadtkern::search {
namespace {

// The first letter is seldom mistyped, and a letter is sooner left out than replaced.
constexpr unsigned k_first_letter_bonus = 10;
constexpr unsigned k_left_out_bonus = 6;

constexpr std::size_t k_trade_word_bytes_min = 4;

unsigned fit_of(bool whole, unsigned typos) {
  if (whole) return typos == 1 ? k_fit_one_typo : k_fit_two_typos;
  return typos == 1 ? k_fit_one_typo_prefix : k_fit_two_typos_prefix;
}

}  // namespace

Correction Matcher::misspelled(std::string_view word, unsigned typos, bool prefixes,
                               Matches& matches) const {
  const TypedWord typed(word);
  const std::uint32_t letters = letters_of(word);
  std::uint32_t best = 0;
  unsigned best_fit = 0;
  std::size_t best_rows = 0;
  for (std::uint32_t term = 0; term < dictionary_.size(); ++term) {
    const std::uint32_t missing = letters & ~dictionary_.letters(term);
    if (static_cast<unsigned>(std::popcount(missing)) > typos) continue;
    const std::string_view text = dictionary_.text(term);
    if (text.size() + typos < word.size()) continue;
    if (!prefixes && text.size() > word.size() + typos) continue;
    const Typos found = typed.compare(text);
    const bool whole = found.whole == typos;
    if (!whole && !(prefixes && found.prefix == typos && found.whole > typos)) continue;
    const unsigned fit = fit_of(whole, typos) + (text[0] == word[0] ? k_first_letter_bonus : 0) +
                         (missing == 0 ? k_left_out_bonus : 0);
    matches.push_back({term, static_cast<std::uint16_t>(fit)});
    const std::size_t rows = dictionary_.postings(term).size();
    if (fit < best_fit || (fit == best_fit && rows <= best_rows)) continue;
    best = term;
    best_fit = fit;
    best_rows = rows;
  }
  Correction correction;
  if (trade_word(typed, typos, correction) || best_fit == 0) return correction;
  return {std::string(dictionary_.text(best)), dictionary_.spelling(best)};
}

bool Matcher::trade_word(const TypedWord& typed, unsigned typos, Correction& correction) const {
  const Synonyms& synonyms = Synonyms::of_the_trade();
  for (const Synonyms::Word& word : synonyms.words()) {
    const std::string_view folded = synonyms.folded(word);
    if (word.whole || folded.size() < k_trade_word_bytes_min ||
        typed.compare(folded).whole != typos)
      continue;
    correction = {std::string(folded), std::string(word.written)};
    return true;
  }
  return false;
}

}  // namespace stadtkern::search
