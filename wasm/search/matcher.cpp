#include "search/matcher.hpp"

#include <algorithm>

#include "search/fold.hpp"
#include "search/stem.hpp"

namespace stadtkern::search {
namespace {

constexpr std::size_t k_part_bytes_min = 3;
constexpr std::size_t k_linked_bytes_min = 5;  // of a part whose end may be a link
constexpr unsigned k_parts_looked_up = 300;
constexpr std::size_t k_stem_bytes_min = 4;  // shorter stems stand in too many other words

// What German puts between the parts of a compound, on folded words, each in two bytes.
constexpr char k_links[] = "s n e esenerns";
constexpr unsigned k_links_count = 7;

// Whether letters could be a word.
bool plausible(std::string_view text) {
  return text.size() >= k_part_bytes_min && (letters_of(text) & k_vowels) != 0;
}

void push(Matches& matches, std::uint32_t term, unsigned fit) {
  matches.push_back({term, static_cast<std::uint16_t>(fit), false});
}

}  // namespace

void Matcher::same(std::string_view word, Matches& matches) const {
  const std::string_view stem = stem_of(word);
  const TermRange range = dictionary_.starting_with(stem);
  for (std::uint32_t term = range.begin; term < range.end; ++term) {
    if (dictionary_.text(term) == word) {
      push(matches, term, k_fit_exact);
    } else if (dictionary_.stem_size(term) == stem.size()) {
      push(matches, term, stem.size() < k_stem_bytes_min ? k_fit_short_stem : k_fit_stem);
    }
  }
}

void Matcher::longer(std::string_view word, Matches& matches) const {
  const std::string_view stem = stem_of(word);
  const TermRange range = dictionary_.starting_with(stem);
  for (std::uint32_t term = range.begin; term < range.end; ++term) {
    const std::string_view text = dictionary_.text(term);
    if (text.size() == word.size() || dictionary_.stem_size(term) == stem.size()) continue;
    if (word.size() < k_part_bytes_min && dictionary_.best_field(term) == Field::description) {
      continue;
    }
    if (text.starts_with(word)) {
      constexpr std::size_t k_span = k_fit_prefix_max - k_fit_prefix_min;
      push(matches, term,
           k_fit_prefix_min + static_cast<unsigned>(k_span * word.size() / text.size()));
    } else if (stem.size() >= k_stem_bytes_min &&
               trust(text.substr(stem.size()), false, true) == 2) {
      const bool close = word.size() <= stem.size() + 1;  // Schuh(e), but not Buch and Büch(er)
      push(matches, term, close ? k_fit_part : k_fit_stem_part);
    }
  }
  const bool known_word = known(word) || known(stem);
  if (stem.size() < (known_word ? k_part_bytes_min : k_stem_bytes_min)) return;
  Part part{word, stem, known_word, known_word ? k_parts_looked_up : 0};
  TermsContaining terms(dictionary_, stem);
  for (std::uint32_t term = 0; terms.next(term);) {
    const unsigned fit = part_fit(term, part);
    if (part.look_ups > 0) --part.look_ups;
    if (fit > 0) push(matches, term, fit);
  }
}

void Matcher::synonyms(std::string_view word, Matches& matches) const {
  const std::size_t own = matches.size();
  for (const std::uint32_t target : synonyms_.targets(word)) {
    const std::string_view folded = synonyms_.folded(synonyms_.words()[target]);
    same(folded, matches);
    longer(folded, matches);
  }
  for (std::size_t i = own; i < matches.size(); ++i) {
    matches[i].fit = static_cast<std::uint16_t>(matches[i].fit * k_fit_synonym / k_fit_exact);
    matches[i].meaning = true;
  }
}

void Matcher::anywhere(std::string_view word, Matches& matches) const {
  if (word.size() < k_part_bytes_min) return;
  TermsContaining terms(dictionary_, word);
  for (std::uint32_t term = 0; terms.next(term);) push(matches, term, k_fit_anywhere);
}

std::size_t Matcher::split(std::string_view word, bool both) const {
  std::size_t right_known = 0;
  for (std::size_t at = k_part_bytes_min; at + k_part_bytes_min <= word.size(); ++at) {
    const std::string_view right = word.substr(at);
    if (!known(right) && !known(stem_of(right))) continue;
    const std::string_view left = word.substr(0, at);
    const bool linked = left.size() > k_linked_bytes_min && trust(left, true, true) == 2;
    if (linked || known(left) || known(stem_of(left))) return at;
    if (right_known == 0) right_known = at;
  }
  return both ? 0 : right_known;
}

// The best fit of the word as a part after the beginning of the term; 0 where it is none.
unsigned Matcher::part_fit(std::uint32_t term, const Part& part) const {
  const std::string_view text = dictionary_.text(term);
  unsigned best = 0;
  for (std::size_t at = 1; (at = find_in(text, part.stem, at)) < text.size(); ++at) {
    best = std::max(best, part_fit_at(term, at, part));
  }
  return best;
}

unsigned Matcher::part_fit_at(std::uint32_t term, std::size_t at, const Part& part) const {
  const std::string_view text = dictionary_.text(term);
  const bool whole = text.substr(at).starts_with(part.word);
  if (!whole && part.stem.size() < k_stem_bytes_min) return 0;
  const bool look_up = part.look_ups > 0;
  const unsigned left = trust(text.substr(0, at), true, look_up);
  if (left == 0) return 0;
  const bool likely = part.known && part.word.size() >= k_stem_bytes_min;
  const unsigned unsure = likely ? k_fit_likely_part : k_fit_plausible;
  if (whole && at + part.word.size() == text.size()) {
    return left == 2 ? k_fit_head : likely ? k_fit_likely_head : k_fit_plausible;
  }
  if (dictionary_.stem_size(term) == at + part.stem.size()) {
    if (left == 2) return k_fit_other_head;
    return unsure;
  }
  unsigned right = trust(text.substr(at + part.stem.size()), false, look_up);
  if (whole && right < 2 && look_up) {
    right = std::max(right, trust(text.substr(at + part.word.size()), false, true));
  }
  if (left == 2 && right == 2) return k_fit_part;
  return whole && right > 0 ? unsure : 0;
}

// What stands left or right of a part: 2 for a known word, with a link on the side of the part
// perhaps, 1 for letters that could be one, 0 for none.
unsigned Matcher::trust(std::string_view beside, bool left, bool look_up) const {
  if (look_up) {
    if (known(beside) || (!left && known(stem_of(beside)))) return 2;
    for (unsigned i = 0; i < k_links_count; ++i) {
      const std::string_view link(k_links + i * 2, k_links[i * 2 + 1] == ' ' ? 1 : 2);
      const bool linked = left ? beside.ends_with(link) : beside.starts_with(link);
      if (linked && known(beside.substr(left ? 0 : link.size(), beside.size() - link.size()))) {
        return 2;
      }
    }
  }
  return plausible(beside) ? 1 : 0;
}

bool Matcher::known(std::string_view folded) const {
  return folded.size() >= k_part_bytes_min &&
         (synonyms_.knows(folded) || dictionary_.knows(folded));
}

}  // namespace stadtkern::search
