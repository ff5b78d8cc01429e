// Terms within a few typing errors of a word.
#include <bit>

#include "search/matcher.hpp"

namespace stadtkern::search {
namespace {

// The first letter is seldom mistyped, a letter is sooner left out than replaced, and words of the
// trade are what most people look for.
constexpr unsigned k_first_letter_bonus = 10;
constexpr unsigned k_left_out_bonus = 6;
constexpr unsigned k_trade_bonus = 4;

// What a reading loses that is less likely than another.
constexpr unsigned k_lesser_reading = 35;

constexpr std::size_t k_trade_word_bytes_min = 4;

// Of a reading that lacks the `missing` letters.
unsigned fit_of(bool whole, unsigned typos, bool first, std::uint32_t missing) {
  const unsigned fit = whole ? (typos == 1 ? k_fit_one_typo : k_fit_two_typos)
                             : (typos == 1 ? k_fit_one_typo_prefix : k_fit_two_typos_prefix);
  return fit + (first ? k_first_letter_bonus : 0) + (missing == 0 ? k_left_out_bonus : 0);
}

bool too_many(std::uint32_t missing, unsigned typos) {
  return static_cast<unsigned>(std::popcount(missing)) > typos;
}

}  // namespace

Correction Matcher::misspelled(std::string_view word, unsigned typos, bool prefixes,
                               Matches& matches) const {
  const TypedWord typed(word);
  const bool short_prefix = prefixes && word.size() + typos <= k_first_letters;
  const std::uint32_t letters = letters_of(word);
  const std::size_t own = matches.size();
  Correction correction;
  std::uint32_t best = 0;
  std::size_t best_rows = 0;
  for (std::uint32_t term = 0; term < dictionary_.size(); ++term) {
    const std::uint32_t missing =
        letters & ~(short_prefix ? dictionary_.first_letters(term) : dictionary_.letters(term));
    if (too_many(missing, typos)) continue;
    const std::string_view text = dictionary_.text(term);
    if (text.size() + typos < word.size()) continue;
    if (!prefixes && text.size() > word.size() + typos) continue;
    const Typos found = typed.compare(text, typos);
    const bool whole = found.whole == typos;
    if (!whole && !(prefixes && found.prefix == typos && found.whole > typos)) continue;
    const unsigned fit = fit_of(whole, typos, text[0] == word[0], missing);
    matches.push_back({term, static_cast<std::uint16_t>(fit), false});
    const std::size_t rows = dictionary_.postings(term).size();
    if (fit < correction.fit || (fit == correction.fit && rows <= best_rows)) continue;
    correction.fit = fit;
    best = term;
    best_rows = rows;
  }
  if (correction.fit > 0) {
    correction.folded = dictionary_.text(best);
    correction.spelling = dictionary_.spelling(best);
  }
  correct_by_trade(word, typed, typos, correction);
  for (std::size_t i = own; i < matches.size(); ++i) {
    const unsigned fit = matches[i].fit;
    if (fit < correction.fit) matches[i].fit = static_cast<std::uint16_t>(fit - k_lesser_reading);
  }
  return correction;
}

// Puts a word of the trade in the place of a correction that fits less.
void Matcher::correct_by_trade(std::string_view word, const TypedWord& typed, unsigned typos,
                               Correction& correction) const {
  const std::uint32_t letters = letters_of(word);
  for (const Synonyms::Word& candidate : synonyms_.words()) {
    const std::string_view folded = synonyms_.folded(candidate);
    const std::uint32_t missing = letters & ~candidate.letters;
    if (candidate.whole || folded.size() < k_trade_word_bytes_min || too_many(missing, typos) ||
        typed.compare(folded, typos).whole != typos) {
      continue;
    }
    const unsigned fit = fit_of(true, typos, folded[0] == word[0], missing) + k_trade_bonus;
    if (fit <= correction.fit) continue;
    correction.fit = fit;
    correction.folded = folded;
    correction.spelling = synonyms_.written(candidate);
  }
}

}  // namespace stadtkern::search
