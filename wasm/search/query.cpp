#include "search/query.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "search/edit_distance.hpp"
#include "search/fold.hpp"
#include "search/stem.hpp"

namespace stadtkern::search {
namespace {

// As soon as a word has found so many rows, weaker readings of it are not tried.
constexpr std::size_t k_enough_rows = 10;
constexpr std::size_t k_few_rows = 3;  // the same for a word that is known as it was typed
// A known word of so many letters is looked for inside of any other.
constexpr std::size_t k_telling_bytes_min = 5;
// What the other forms of a corrected word count, of 255.
constexpr unsigned k_corrected_share = 245;

// Words that say little about what is looked for, folded, sorted.
constexpr std::string_view k_optional_words[] = {
    "ab",     "abend",  "abends", "aktuell", "alle",     "am",     "an",       "auch",  "auf",
    "aus",    "bei",    "beim",   "bin",     "bis",      "bitte",  "brauche",  "da",    "das",
    "dem",    "den",    "der",    "des",     "die",      "ein",    "eine",     "einem", "einen",
    "einer",  "es",     "fur",    "gehe",    "geoffnet", "gerade", "gibt",     "habe",  "hat",
    "heute",  "hier",   "hinter", "ich",     "im",       "in",     "ist",      "jetzt", "kann",
    "kaufen", "lange",  "man",    "mein",    "meine",    "meinen", "mich",     "mir",   "mit",
    "mochte", "morgen", "nach",   "nahe",    "neben",    "noch",   "nur",      "ob",    "oder",
    "offen",  "offnet", "sind",   "suche",   "uber",     "um",     "umgebung", "und",   "unter",
    "vom",    "von",    "vor",    "wann",    "was",      "welche", "wer",      "will",  "wo",
    "zu",     "zum",    "zur"};

bool is_optional(std::string_view folded) {
  return std::binary_search(std::begin(k_optional_words), std::end(k_optional_words), folded);
}

// Numbers are not corrected: a postal code beside the right one is another place.
bool has_digit(std::string_view folded) {
  return folded.find_first_of("0123456789") != std::string_view::npos;
}

// At most k_query_bytes_max bytes, not ending inside a letter.
std::string_view bounded(std::string_view text) {
  if (text.size() <= k_query_bytes_max) return text;
  std::size_t end = k_query_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

Query::Query(std::string_view text) : text_(bounded(text)) {
  bool required = false;
  WordReader words(text_);
  while (words_.size() < k_query_words_max && words.next()) {
    const bool optional = is_optional(words.folded());
    required = required || !optional;
    const std::string_view written = text_.substr(words.begin(), words.end() - words.begin());
    WordReader literal(written, WordReader::Digraphs::kept);
    literal.next();
    words_.push_back({std::string(words.folded()), std::string(literal.folded()), words.begin(),
                      words.end(), optional});
  }
  for (QueryWord& word : words_) word.optional = word.optional && required;
}

void QueryRun::add_all(const Query& query) {
  text_ = query.text();
  for (const QueryWord& word : query.words()) {
    if (!word.optional) add(word);
  }
  for (const QueryWord& word : query.words()) {
    if (!word.optional) continue;
    matches_.clear();
    matcher_.same(word.folded, matches_);
    scores_.add_optional(dictionary_, matches_);
  }
  if (copied_ > 0) corrected_.append(text_.substr(copied_));
}

// Everything that means the word without doubt.
void QueryRun::add_found(std::string_view word) {
  matches_.clear();
  matcher_.same(word, matches_);
  matcher_.longer(word, matches_);
  matcher_.synonyms(word, matches_);
  scores_.add(dictionary_, matches_);
}

// From the closest reading of a word to the farthest, until enough rows are found.
void QueryRun::add(const QueryWord& word) {
  scores_.begin_word();
  matches_.clear();
  matcher_.same(word.folded, matches_);
  const bool itself = !matches_.empty();
  matcher_.longer(word.folded, matches_);
  bool certain = false;
  for (const Match& match : matches_) certain = certain || match.fit >= k_fit_certain;
  const std::size_t own = matches_.size();
  matcher_.synonyms(word.folded, matches_);
  certain = certain || matches_.size() > own;
  scores_.add(dictionary_, matches_);
  const bool few = scores_.found() < (itself ? k_few_rows : k_enough_rows);
  const bool telling = !itself || word.folded.size() >= k_telling_bytes_min;
  if (scores_.found() < (telling ? k_enough_rows : k_few_rows)) {
    matches_.clear();
    matcher_.anywhere(word.folded, matches_);
    scores_.add(dictionary_, matches_);
  }
  if (few || !certain) add_misspelled(word, itself, certain);
}

// A word that is known is taken for another one only if that differs by a single letter.
void QueryRun::add_misspelled(const QueryWord& word, bool itself, bool found) {
  const std::size_t before = scores_.found();
  const unsigned allowed = has_digit(word.folded) ? 0 : typos_allowed(word.folded.size());
  for (unsigned typos = 1; typos <= allowed; ++typos) {
    if (typos > 1 && (itself || (found && scores_.found() >= k_enough_rows))) return;
    matches_.clear();
    const bool prefixes = !itself && before < k_enough_rows;
    Correction correction = matcher_.misspelled(word.folded, typos, prefixes, matches_);
    if (word.literal != word.folded) {
      Correction literal = matcher_.misspelled(word.literal, typos, prefixes, matches_);
      if (!literal.folded.empty()) correction = std::move(literal);
    }
    scores_.add(dictionary_, matches_);
    if (!found && !correction.folded.empty()) {
      correct(word, correction);
      found = true;
    }
    if (!found && add_parts(word.folded, typos < allowed)) return;
  }
}

// Notes the right spelling, and credits what the right word would have found.
void QueryRun::correct(const QueryWord& word, const Correction& correction) {
  corrected_.append(text_.substr(copied_, word.begin - copied_));
  corrected_.append(correction.spelling);
  copied_ = word.end;
  matches_.clear();
  matcher_.same(correction.folded, matches_);
  matcher_.longer(correction.folded, matches_);
  matcher_.synonyms(correction.folded, matches_);
  for (Match& match : matches_) {
    match.fit = static_cast<std::uint16_t>(match.fit * k_corrected_share / k_fit_exact);
  }
  scores_.add(dictionary_, matches_);
}

// A compound that nobody has: its parts are looked for as two words.
bool QueryRun::add_parts(std::string_view word, bool both_known) {
  const std::size_t at = matcher_.split(word, both_known);
  if (at == 0) return false;
  add_found(word.substr(0, at));
  scores_.begin_word();
  add_found(word.substr(at));
  return true;
}

}  // namespace stadtkern::search
