#include "search/builder.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "search/fold.hpp"

namespace stadtkern::search {
namespace {

constexpr std::uint32_t k_none = 0xFFFFFFFF;
constexpr std::size_t k_slots_at_first = 4096;

std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash ^ hash >> 15;
}

std::uint32_t micro_degrees(double degrees) {
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(degrees * 1e6));
}

bool on_earth(double lat, double lon) {
  return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
}

std::uint32_t count_words(std::string_view text) {
  WordReader words(text.substr(0, k_text_bytes_max));
  std::uint32_t count = 0;
  while (words.next()) ++count;
  return count;
}

// Puts the parts of "E-Bike" together again, so that "ebike" is found too.
class HyphenJoin {
 public:
  // Takes the next word; true where it continued a chain, joined() is the chain so far.
  bool take(const WordReader& words) {
    const std::string_view word = words.folded();
    const bool fits = size_ + word.size() <= k_word_bytes_max;
    if (!words.hyphenated() || size_ == 0 || !fits) {
      size_ = 0;
      begin_ = words.begin();
    }
    const bool continued = size_ > 0;
    std::copy(word.begin(), word.end(), text_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += word.size();
    return continued;
  }
  std::string_view joined() const { return {text_.data(), size_}; }
  std::size_t begin() const { return begin_; }

 private:
  std::array<char, k_word_bytes_max> text_{};
  std::size_t size_ = 0;
  std::size_t begin_ = 0;
};

}  // namespace

Builder::Builder() : slots_(k_slots_at_first) {}

void Builder::add(const Document& document) {
  add_text(document.name, Field::name);
  add_text(document.kind, Field::kind);
  add_text(document.assortment, Field::assortment);
  add_text(document.place, Field::place);
  add_text(document.district, Field::place);
  add_text(document.street, Field::place);
  add_text(document.postal_code, Field::place);
  add_text(document.description, Field::description);
  row_ends_.push_back(static_cast<std::uint32_t>(log_.size()));
  const bool known = on_earth(document.lat, document.lon);
  places_.push_back(known ? micro_degrees(document.lat) : static_cast<std::uint32_t>(k_nowhere));
  places_.push_back(known ? micro_degrees(document.lon) : 0);
  places_.push_back(count_words(document.name));
}

void Builder::add_text(std::string_view text, Field field) {
  const std::string_view bounded = text.substr(0, k_text_bytes_max);
  WordReader words(bounded);
  HyphenJoin join;
  while (words.next()) {
    add_word(words.folded(), bounded.substr(words.begin(), words.end() - words.begin()), field);
    if (join.take(words)) {
      add_word(join.joined(), bounded.substr(join.begin(), words.end() - join.begin()), field);
    }
  }
}

// Fields come in the order of their weight: the first posting of a row is its best.
void Builder::add_word(std::string_view folded, std::string_view written, Field field) {
  const std::uint32_t id = find_or_make(folded, written);
  Term& term = terms_[id];
  const auto row = static_cast<std::uint32_t>(row_ends_.size());
  if (term.last_row == row) return;
  term.last_row = row;
  ++term.rows;
  const auto best = static_cast<std::uint8_t>(field);
  if (best < (term.marks & k_mark_field)) {
    term.marks = static_cast<std::uint8_t>((term.marks & ~k_mark_field) | best);
  }
  log_.push_back(id << 3 | best);
}

std::string_view Builder::text_of(const Term& term) const {
  return {texts_.data() + term.text, term.size};
}

std::uint32_t Builder::find_or_make(std::string_view folded, std::string_view written) {
  const std::uint32_t hash = hash_of(folded);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const Term& term = terms_[slots_[slot] - 1];
    if (term.hash == hash && text_of(term) == folded) return slots_[slot] - 1;
  }
  const auto id = static_cast<std::uint32_t>(terms_.size());
  slots_[slot] = id + 1;
  Term term{hash, static_cast<std::uint32_t>(texts_.size()), k_none, k_none, 0, 0, 0, k_mark_field};
  term.size = static_cast<std::uint8_t>(folded.size());
  texts_.insert(texts_.end(), folded.begin(), folded.end());
  keep_spelling(term, folded, written);
  terms_.push_back(term);
  if (terms_.size() * 2 > slots_.size()) grow_slots();
  return id;
}

// A spelling is kept only where a capital alone does not bring it back.
void Builder::keep_spelling(Term& term, std::string_view folded, std::string_view written) {
  if (!written.empty() && written[0] >= 'A' && written[0] <= 'Z') term.marks |= k_mark_capital;
  const bool capital = (term.marks & k_mark_capital) != 0;
  const bool same = written.size() == folded.size() && written.substr(1) == folded.substr(1) &&
                    (capital || written[0] == folded[0]);
  if (same || written.size() > 2 * k_word_bytes_max) return;
  term.marks |= k_mark_spelling;
  term.spelling = static_cast<std::uint32_t>(spellings_.size());
  term.spelling_size = static_cast<std::uint8_t>(written.size());
  spellings_.insert(spellings_.end(), written.begin(), written.end());
}

void Builder::grow_slots() {
  slots_.assign(slots_.size() * 4, 0);
  for (std::uint32_t id = 0; id < terms_.size(); ++id) {
    std::size_t slot = terms_[id].hash & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = id + 1;
  }
}

}  // namespace stadtkern::search
