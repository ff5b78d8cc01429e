#include "search/matcher.hpp"

#include <algorithm>

#include "search/fold.hpp"
#include "search/stem.hpp"
#include "search/synonyms.hpp"

namespace stadtkern::search {
namespace {

constexpr std::size_t k_part_bytes_min = 3;
constexpr std::size_t k_linked_bytes_min = 5;  // of a part whose end may be a link
constexpr unsigned k_parts_looked_up = 300;
constexpr std::size_t k_stem_bytes_min = 4;  // shorter stems stand in too many other words

// What German puts between the parts of a compound, on folded words.
constexpr std::string_view k_links[] = {"s", "n", "es", "en", "er", "e", "ns"};

// 1 for letters that could be a word, 0 for others.
int plausible(std::string_view text) {
  return text.size() >= k_part_bytes_min && std::any_of(text.begin(), text.end(), is_vowel) ? 1 : 0;
}

std::uint16_t prefix_fit(std::size_t typed, std::size_t whole) {
  const std::size_t span = k_fit_prefix_max - k_fit_prefix_min;
  return static_cast<std::uint16_t>(k_fit_prefix_min + span * typed / whole);
}

}  // namespace

// A word looked for inside of others.
struct Matcher::Part {
  std::string_view word;
  std::string_view stem;
  bool known;
  unsigned look_ups;  // how many terms may still be judged by looking up what stands around it
};

void Matcher::same(std::string_view word, Matches& matches) const {
  const std::string_view stem = stem_of(word);
  const std::uint16_t inflected = stem.size() < k_stem_bytes_min ? k_fit_short_stem : k_fit_stem;
  const TermRange range = dictionary_.starting_with(stem);
  for (std::uint32_t term = range.begin; term < range.end; ++term) {
    if (dictionary_.text(term) == word) {
      matches.push_back({term, k_fit_exact});
    } else if (dictionary_.stem(term) == stem) {
      matches.push_back({term, inflected});
    }
  }
}

void Matcher::longer(std::string_view word, Matches& matches) const {
  const std::string_view stem = stem_of(word);
  const TermRange range = dictionary_.starting_with(stem);
  for (std::uint32_t term = range.begin; term < range.end; ++term) {
    const std::string_view text = dictionary_.text(term);
    if (text.size() == word.size() || dictionary_.stem(term) == stem) continue;
    if (word.size() < k_part_bytes_min && dictionary_.best_field(term) == Field::description)
      continue;
    if (text.starts_with(word)) {
      matches.push_back({term, prefix_fit(word.size(), text.size())});
    } else if (stem.size() >= k_stem_bytes_min && right_trust(text.substr(stem.size())) == 2) {
      const bool close = word.size() <= stem.size() + 1;  // Schuh(e), but not Buch and Büch(er)
      matches.push_back({term, close ? k_fit_part : k_fit_stem_part});
    }
  }
  parts(word, stem, matches);
}

void Matcher::parts(std::string_view word, std::string_view stem, Matches& matches) const {
  if (stem.size() < k_part_bytes_min) return;
  const bool known_word = known(word) || known(stem);
  Part part{word, stem, known_word, known_word ? k_parts_looked_up : 0};
  if (!known_word && stem.size() < k_stem_bytes_min) return;
  dictionary_.containing(stem, [&](std::uint32_t term) {
    const std::uint16_t fit = part_fit(term, part);
    if (part.look_ups > 0) --part.look_ups;
    if (fit > 0) matches.push_back({term, fit});
  });
}

void Matcher::synonyms(std::string_view word, Matches& matches) const {
  const std::size_t own = matches.size();
  for (const std::string_view target : Synonyms::of_the_trade().targets(word)) {
    same(target, matches);
    longer(target, matches);
  }
  for (std::size_t i = own; i < matches.size(); ++i) {
    matches[i].fit = static_cast<std::uint16_t>(matches[i].fit * k_fit_synonym / k_fit_exact);
    matches[i].meaning = true;
  }
}

void Matcher::anywhere(std::string_view word, Matches& matches) const {
  if (word.size() < k_part_bytes_min) return;
  dictionary_.containing(word, [&](std::uint32_t term) {
    matches.push_back({term, k_fit_anywhere});
  });
}

std::size_t Matcher::split(std::string_view word, bool both) const {
  std::size_t right_known = 0;
  for (std::size_t at = k_part_bytes_min; at + k_part_bytes_min <= word.size(); ++at) {
    const std::string_view right = word.substr(at);
    if (!known(right) && !known(stem_of(right))) continue;
    const std::string_view left = word.substr(0, at);
    if (known(left) || known(stem_of(left)) ||
        (left.size() > k_linked_bytes_min && left_trust(left) == 2))
      return at;
    if (right_known == 0) right_known = at;
  }
  return both ? 0 : right_known;
}

// The best fit of the word as a part after the beginning of the term; 0 where it is none.
std::uint16_t Matcher::part_fit(std::uint32_t term, const Part& part) const {
  const std::string_view text = dictionary_.text(term);
  std::uint16_t best = 0;
  for (std::size_t at = text.find(part.stem, 1); at != std::string_view::npos;
       at = text.find(part.stem, at + 1)) {
    best = std::max(best, part_fit_at(term, at, part));
  }
  return best;
}

std::uint16_t Matcher::part_fit_at(std::uint32_t term, std::size_t at, const Part& part) const {
  const std::string_view text = dictionary_.text(term);
  const bool whole = text.substr(at).starts_with(part.word);
  if (!whole && part.stem.size() < k_stem_bytes_min) return 0;
  const std::string_view before = text.substr(0, at);
  const std::string_view after = text.substr(at + part.stem.size());
  const int left = part.look_ups > 0 ? left_trust(before) : plausible(before);
  if (left == 0) return 0;
  const bool likely = part.known && part.word.size() >= k_stem_bytes_min;
  const bool as_typed = whole && at + part.word.size() == text.size();
  if (!as_typed && dictionary_.stem(term).size() == at + part.stem.size()) {
    return left == 2 ? k_fit_other_head : likely ? k_fit_likely_part : k_fit_plausible;
  }
  if (as_typed) return left == 2 ? k_fit_head : likely ? k_fit_likely_head : k_fit_plausible;
  int right = part.look_ups > 0 ? right_trust(after) : plausible(after);
  if (whole && right < 2 && part.look_ups > 0) {
    right = std::max(right, right_trust(text.substr(at + part.word.size())));
  }
  if (left == 2 && right == 2) return k_fit_part;
  if (!whole || right == 0) return 0;
  return likely ? k_fit_likely_part : k_fit_plausible;
}

// 2 for a known word (with a link after it), 1 for letters that could be one, 0 for none.
int Matcher::left_trust(std::string_view left) const {
  if (known(left)) return 2;
  for (const std::string_view link : k_links) {
    if (left.ends_with(link) && known(left.substr(0, left.size() - link.size()))) return 2;
  }
  return plausible(left);
}

int Matcher::right_trust(std::string_view right) const {
  if (known(right) || known(stem_of(right))) return 2;
  for (const std::string_view link : k_links) {
    if (right.starts_with(link) && known(right.substr(link.size()))) return 2;
  }
  return plausible(right);
}

bool Matcher::known(std::string_view folded) const {
  return folded.size() >= k_part_bytes_min &&
         (Synonyms::of_the_trade().knows(folded) || dictionary_.knows(folded));
}

}  // namespace stadtkern::search
