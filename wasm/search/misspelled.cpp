// Terms within a few typing errors of a word.
#include <bit>

#include "search/matcher.hpp"
#include "search/synonyms.hpp"

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

unsigned fit_of(bool whole, unsigned typos) {
  if (whole) return typos == 1 ? k_fit_one_typo : k_fit_two_typos;
  return typos == 1 ? k_fit_one_typo_prefix : k_fit_two_typos_prefix;
}

}  // namespace

// One reading of a misspelled word.
struct Matcher::Reading {
  std::string_view text;
  std::uint32_t missing;  // letters that were typed and do not stand in it
  bool whole;
  unsigned fit(std::string_view typed, unsigned typos) const {
    return fit_of(whole, typos) + (text[0] == typed[0] ? k_first_letter_bonus : 0) +
           (missing == 0 ? k_left_out_bonus : 0);
  }
};

Correction Matcher::misspelled(std::string_view word, unsigned typos, bool prefixes,
                               Matches& matches) const {
  const TypedWord typed(word);
  const bool short_prefix = prefixes && word.size() + typos <= k_first_letters;
  const std::uint32_t letters = letters_of(word);
  const std::size_t own = matches.size();
  std::uint32_t best = 0;
  unsigned best_fit = 0;
  std::size_t best_rows = 0;
  for (std::uint32_t term = 0; term < dictionary_.size(); ++term) {
    const std::uint32_t own_letters =
        short_prefix ? dictionary_.first_letters(term) : dictionary_.letters(term);
    const std::uint32_t missing = letters & ~own_letters;
    if (static_cast<unsigned>(std::popcount(missing)) > typos) continue;
    const std::string_view text = dictionary_.text(term);
    if (text.size() + typos < word.size()) continue;
    if (!prefixes && text.size() > word.size() + typos) continue;
    const Typos found = typed.compare(text, typos);
    const bool whole = found.whole == typos;
    if (!whole && !(prefixes && found.prefix == typos && found.whole > typos)) continue;
    const unsigned fit = Reading{text, missing, whole}.fit(word, typos);
    matches.push_back({term, static_cast<std::uint16_t>(fit)});
    const std::size_t rows = dictionary_.postings(term).size();
    if (fit < best_fit || (fit == best_fit && rows <= best_rows)) continue;
    best = term;
    best_fit = fit;
    best_rows = rows;
  }
  Correction correction;
  if (best_fit > 0) correction = {std::string(dictionary_.text(best)), dictionary_.spelling(best)};
  best_fit = best_trade_word(word, typed, typos, best_fit, correction);
  for (std::size_t i = own; i < matches.size(); ++i) {
    const unsigned fit = matches[i].fit;
    if (fit < best_fit) matches[i].fit = static_cast<std::uint16_t>(fit - k_lesser_reading);
  }
  return correction;
}

// Puts a word of the trade in the place of a correction that fits less; returns the better fit.
unsigned Matcher::best_trade_word(std::string_view word, const TypedWord& typed, unsigned typos,
                                  unsigned best_fit, Correction& correction) const {
  const Synonyms& synonyms = Synonyms::of_the_trade();
  const std::uint32_t letters = letters_of(word);
  for (const Synonyms::Word& candidate : synonyms.words()) {
    const std::string_view folded = synonyms.folded(candidate);
    const std::uint32_t missing = letters & ~candidate.letters;
    if (candidate.whole || folded.size() < k_trade_word_bytes_min ||
        static_cast<unsigned>(std::popcount(missing)) > typos ||
        typed.compare(folded, typos).whole != typos) {
      continue;
    }
    const unsigned fit = Reading{folded, missing, true}.fit(word, typos) + k_trade_bonus;
    if (fit <= best_fit) continue;
    best_fit = fit;
    correction = {std::string(folded), std::string(candidate.written)};
  }
  return best_fit;
}

}  // namespace stadtkern::search
