#include "search/query.hpp"

#include <cstring>

namespace stadtkern::search {
namespace {

// As soon as a word has found so many rows, weaker readings of it are not tried.
constexpr std::size_t k_enough_rows = 10;
constexpr std::size_t k_few_rows = 3;  // the same for a word that is known as it was typed
// A known word of so many letters is looked for inside of any other.
constexpr std::size_t k_telling_bytes_min = 5;
// What the other forms of a corrected word count, of 255.
constexpr unsigned k_corrected_share = 245;

// Words that say little about what is looked for, folded, each between blanks.
constexpr char k_optional_words[] =
    " ab abend abends aktuell alle am an auch auf aus bei beim bin bis bitte brauche da das "
    "dem den der des die dienstag dienstags donnerstag donnerstags ein eine einem einen "
    "einer es freitag freitags fruh fur gehe geoffnet gerade gibt habe hat heute hier hinter "
    "ich im in ist jetzt kann kaufen lange man mein meine meinen mich mir mit mittags "
    "mittwoch mittwochs mochte montag montags morgen morgens nach nachmittag nachts nahe "
    "neben noch nur ob oder offen offnet samstag samstags sind sonnabend sonnabends sonntag "
    "sonntags suche uber ubermorgen um umgebung und unter vom von vor vormittag wann was "
    "welche wer will wo zu zum zur ";

bool is_optional(std::string_view folded) {
  constexpr std::string_view k_words(k_optional_words, sizeof k_optional_words - 1);
  for (std::size_t at = 1; (at = find_in(k_words, folded, at)) < k_words.size(); ++at) {
    if (k_words[at - 1] == ' ' && k_words[at + folded.size()] == ' ') return true;
  }
  return false;
}

// Numbers are not corrected: a postal code beside the right one is another place.
bool has_digit(std::string_view folded) {
  for (const char letter : folded) {
    if (letter >= '0' && letter <= '9') return true;
  }
  return false;
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
  for (WordReader words(text_); count_ < words_.size() && words.next(); ++count_) {
    const bool optional = is_optional(words.folded());
    required = required || !optional;
    words_[count_] = {static_cast<std::uint16_t>(words.begin()),
                      static_cast<std::uint16_t>(words.end()), optional};
  }
  for (std::size_t i = 0; i < count_; ++i) words_[i].optional = words_[i].optional && required;
}

std::string QueryRun::add_all(const Query& query) {
  for (const QueryWord& word : query) {
    if (!word.optional) add(query, word);
  }
  for (const QueryWord& word : query) {
    if (!word.optional) continue;
    WordReader reader(query.written(word));
    reader.next();
    matches_.clear();
    matcher_.same(reader.folded(), matches_);
    scores_.add_optional(dictionary_, matches_);
  }
  if (copied_ > 0) corrected_.append(query.text().substr(copied_));
  return std::move(corrected_);
}

// Everything that means the word without doubt.
void QueryRun::find(std::string_view word) {
  matcher_.same(word, matches_);
  matcher_.longer(word, matches_);
  matcher_.synonyms(word, matches_);
}

void QueryRun::score() {
  scores_.add(dictionary_, matches_);
  matches_.clear();
}

// From the closest reading of a word to the farthest, until enough rows are found.
void QueryRun::add(const Query& query, const QueryWord& word) {
  WordReader reader(query.written(word));
  reader.next();
  const std::string_view folded = reader.folded();
  scores_.begin_word();
  matches_.clear();
  find(folded);
  bool itself = false;
  bool certain = false;
  for (const Match& match : matches_) {
    itself = itself || (!match.meaning && is_same(match.fit));
    certain = certain || match.meaning || match.fit >= k_fit_certain;
  }
  score();
  const bool few = scores_.found() < (itself ? k_few_rows : k_enough_rows);
  const bool telling = !itself || folded.size() >= k_telling_bytes_min;
  if (scores_.found() < (telling ? k_enough_rows : k_few_rows)) {
    matcher_.anywhere(folded, matches_);
    score();
  }
  if (few || !certain) add_misspelled(query, word, itself, certain);
}

// A word that is known is taken for another one only if that differs by a single letter.
void QueryRun::add_misspelled(const Query& query, const QueryWord& word, bool itself, bool found) {
  WordReader reader(query.written(word));
  WordReader literal(query.written(word), WordReader::Digraphs::kept);
  reader.next();
  literal.next();
  const std::string_view folded = reader.folded();
  const bool prefixes = !itself && scores_.found() < k_enough_rows;
  const unsigned allowed = has_digit(folded) ? 0 : typos_allowed(folded.size());
  for (unsigned typos = 1; typos <= allowed; ++typos) {
    if (typos > 1 && (itself || (found && scores_.found() >= k_enough_rows))) return;
    Correction correction = matcher_.misspelled(folded, typos, prefixes, matches_);
    if (literal.folded() != folded && literal.folded().size() <= k_typed_bytes_max) {
      Correction other = matcher_.misspelled(literal.folded(), typos, prefixes, matches_);
      if (other.fit > 0) correction = std::move(other);
    }
    score();
    if (!found && correction.fit > 0) {
      correct(query, word, correction);
      found = true;
    }
    if (!found && add_parts(folded, typos < allowed)) return;
  }
}

// Notes the right spelling, and credits what the right word would have found.
void QueryRun::correct(const Query& query, const QueryWord& word, const Correction& correction) {
  corrected_.append(query.text().substr(copied_, word.begin - copied_));
  corrected_.append(correction.spelling);
  copied_ = word.end;
  find(correction.folded);
  for (Match& match : matches_) {
    match.fit = static_cast<std::uint16_t>(match.fit * k_corrected_share / k_fit_exact);
  }
  score();
}

// A compound that nobody has: its parts are looked for as two words.
bool QueryRun::add_parts(std::string_view word, bool both_known) {
  const std::size_t at = matcher_.split(word, both_known);
  if (at == 0) return false;
  find(word.substr(0, at));
  score();
  scores_.begin_word();
  find(word.substr(at));
  score();
  return true;
}

}  // namespace stadtkern::search
