// Which terms of a dictionary a typed word may mean, and how well each of them fits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "search/dictionary.hpp"
#include "search/edit_distance.hpp"
#include "search/synonyms.hpp"

namespace stadtkern::search {

// How well a term fits a typed word, of 255. Prefixes lie between their two bounds, by the share
// of the term that is typed already.
enum Fit : std::uint16_t {
  k_fit_exact = 255,
  k_fit_stem = 185,
  k_fit_prefix_max = 180,
  k_fit_head = 170,         // the last part of a compound: Wochenmarkt for "markt"
  k_fit_likely_head = 150,  // the same beside letters that could be a word
  k_fit_prefix_min = 135,
  k_fit_other_head = 133,  // the last part in another form
  k_fit_short_stem = 132,  // the same stem of fewer than four letters: Bauer and Bauten
  k_fit_part = 130,        // another part of a compound, between known words
  k_fit_likely_part = 122,
  k_fit_certain = 120,  // from here on a word really holds what was typed
  k_fit_synonym = 115,
  k_fit_one_typo = 112,
  k_fit_plausible = 105,  // a part that is no word by itself, or a short one
  k_fit_anywhere = 100,
  k_fit_two_typos = 95,
  k_fit_one_typo_prefix = 80,
  k_fit_stem_part = 80,  // a compound that begins with the stem alone
  k_fit_two_typos_prefix = 60
};

// Whether a term of this fit is the word itself in one of its forms.
constexpr bool is_same(unsigned fit) {
  return fit == k_fit_exact || fit == k_fit_stem || fit == k_fit_short_stem;
}

// One term that a word may mean.
struct Match {
  std::uint32_t term;
  std::uint16_t fit;
  bool meaning;  // found by what the word means: the kind of a place tells more than its name
};

using Matches = Pile<Match>;

// The word that a misspelled one most likely means; `fit` is 0 where nothing is near.
struct Correction {
  unsigned fit = 0;
  std::string folded;
  std::string spelling;
};

// All functions append to `matches`; a term may come more than once, its best fit counts.
class Matcher {
 public:
  Matcher(const Dictionary& dictionary, const Synonyms& synonyms)
      : dictionary_(dictionary), synonyms_(synonyms) {}

  // The word itself and its other forms. Returns at once where there is none.
  void same(std::string_view word, Matches& matches) const;

  // Longer words: those that begin with it, and compounds that have it as a part.
  void longer(std::string_view word, Matches& matches) const;

  // Words that mean the same or name what sells it, themselves in every form and compound.
  void synonyms(std::string_view word, Matches& matches) const;

  // Words (and beginnings of words, if `prefixes`) within exactly `typos` errors. Returns the
  // likeliest, a word of the trade before others.
  Correction misspelled(std::string_view word, unsigned typos, bool prefixes,
                        Matches& matches) const;

  // Terms that have the word anywhere in them.
  void anywhere(std::string_view word, Matches& matches) const;

  // Where a compound that no term has falls into two known words, or unless `both`, into something
  // and a known word; 0 where it does not.
  std::size_t split(std::string_view word, bool both) const;

 private:
  // A word looked for inside of others.
  struct Part {
    std::string_view word;
    std::string_view stem;
    bool known;
    unsigned look_ups;  // how many terms may still be judged by looking up what stands around it
  };
  unsigned part_fit(std::uint32_t term, const Part& part) const;
  unsigned part_fit_at(std::uint32_t term, std::size_t at, const Part& part) const;
  void correct_by_trade(std::string_view word, const TypedWord& typed, unsigned typos,
                        Correction& correction) const;
  unsigned trust(std::string_view beside, bool left, bool look_up) const;
  bool known(std::string_view folded) const;

  Dictionary dictionary_;
  const Synonyms& synonyms_;
};

}  // namespace stadtkern::search
