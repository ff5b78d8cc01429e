#include "search/builder.hpp"

#include <cstring>

#include "search/fold.hpp"

namespace stadtkern::search {
namespace {

constexpr std::size_t k_slots_at_first = 4096;
constexpr std::size_t k_step = 8;

std::uint64_t eight_bytes(const char* text) {
  std::uint64_t value;
  std::memcpy(&value, text, k_step);
  return value;
}

// Both over padded texts, eight bytes at a time.
std::uint32_t hash_of(const char* text, std::size_t size) {
  std::uint64_t hash = size;
  for (std::size_t at = 0; at < size; at += k_step) {
    hash = (hash ^ eight_bytes(text + at)) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29;
  }
  return static_cast<std::uint32_t>(hash >> 20);
}

bool same_text(const char* a, const char* b, std::size_t size) {
  for (std::size_t at = 0; at < size; at += k_step) {
    if (eight_bytes(a + at) != eight_bytes(b + at)) return false;
  }
  return true;
}

// Appends and returns where it begins.
std::uint32_t append(Pile<char>& texts, const char* text, std::size_t size) {
  const std::size_t at = texts.size();
  texts.resize(at + size);
  std::memcpy(texts.data() + at, text, size);
  return static_cast<std::uint32_t>(at);
}

std::uint32_t micro_degrees(double degrees) {
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(degrees * 1e6));
}

bool on_earth(double lat, double lon) {
  return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
}

// The words of "E-Bike" together, so that "ebike" is found too; "" where that is too long.
class JoinedWord {
 public:
  explicit JoinedWord(std::string_view text) {
    for (WordReader words(text); words.next();) {
      const std::size_t size = words.folded().size();
      if (size_ + size > k_word_bytes_max) {
        size_ = 0;
        return;
      }
      std::memcpy(text_ + size_, words.folded().data(), size + k_step);
      size_ += size;
    }
  }
  std::string_view folded() const { return {text_, size_}; }

 private:
  char text_[k_word_bytes_max + k_step];
  std::size_t size_ = 0;
};

}  // namespace

Builder::Builder() : slots_(k_slots_at_first) {}

void Builder::add(const Document& document) {
  const std::uint32_t name_words = add_text(document.name, Field::name);
  add_text(document.kind, Field::kind);
  add_text(document.assortment, Field::assortment);
  add_text(document.place, Field::place);
  add_text(document.district, Field::place);
  add_text(document.postal_code, Field::place);
  add_text(document.street, Field::street);
  add_text(document.description, Field::description);
  row_ends_.push_back(static_cast<std::uint32_t>(log_.size()));
  const bool known = on_earth(document.lat, document.lon);
  places_.push_back(known ? micro_degrees(document.lat) : static_cast<std::uint32_t>(k_nowhere));
  places_.push_back(known ? micro_degrees(document.lon) : 0);
  places_.push_back(name_words);
}

// Returns how many words the text has.
std::uint32_t Builder::add_text(std::string_view text, Field field) {
  const std::string_view bounded = text.substr(0, k_text_bytes_max);
  WordReader words(bounded);
  std::size_t chain = 0;  // where the first word of "E-Bike" begins
  std::uint32_t count = 0;
  for (; words.next(); ++count) {
    add_word(words.folded(), bounded.substr(words.begin(), words.end() - words.begin()), field);
    if (!words.hyphenated()) {
      chain = words.begin();
      continue;
    }
    const std::string_view written = bounded.substr(chain, words.end() - chain);
    const JoinedWord joined(written);
    if (!joined.folded().empty()) add_word(joined.folded(), written, field);
  }
  return count;
}

// Fields come in the order of their weight: the first posting of a row is its best.
void Builder::add_word(std::string_view folded, std::string_view written, Field field) {
  const std::uint32_t id = find_or_make(folded, written);
  Term& term = terms_[id];
  const auto row = static_cast<std::uint32_t>(row_ends_.size());
  if (term.after == row + 1) return;
  const auto best = static_cast<std::uint8_t>(field);
  const std::uint32_t before = term.after == 0 ? 0 : term.after - 1;
  term.bytes += varint_size((row - before) << 3 | best);
  term.after = row + 1;
  if (best < (term.marks & k_mark_field)) {
    term.marks = static_cast<std::uint8_t>((term.marks & ~k_mark_field) | best);
  }
  log_.push_back(id << 3 | best);
}

// Over folded texts that are padded like those of a WordReader.
std::uint32_t Builder::find_or_make(std::string_view folded, std::string_view written) {
  const std::size_t size = folded.size();
  const std::uint32_t hash = hash_of(folded.data(), size);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask; slots_[slot].term != 0; slot = (slot + 1) & mask) {
    if (slots_[slot].hash != hash) continue;
    const Term& term = terms_[slots_[slot].term - 1];
    if (term.size == size && same_text(texts_.data() + term.text, folded.data(), size)) {
      return slots_[slot].term - 1;
    }
  }
  return make(folded, written, hash);
}

std::uint32_t Builder::make(std::string_view folded, std::string_view written, std::uint32_t hash) {
  if ((terms_.size() + 1) * 2 > slots_.size()) grow_slots();
  const auto id = static_cast<std::uint32_t>(terms_.size());
  place(slots_, {hash, id + 1});
  Term term{0, 0, 0, 0, static_cast<std::uint8_t>(folded.size()), 0, k_mark_field};
  term.text = append(texts_, folded.data(), (folded.size() / k_step + 1) * k_step);
  keep_spelling(term, folded, written);
  terms_.push_back(term);
  return id;
}

// A spelling is kept only where a capital alone does not bring it back.
void Builder::keep_spelling(Term& term, std::string_view folded, std::string_view written) {
  const bool capital = written[0] >= 'A' && written[0] <= 'Z';
  if (capital) term.marks |= k_mark_capital;
  const bool same = written.size() == folded.size() && (capital || written[0] == folded[0]) &&
                    std::memcmp(written.data() + 1, folded.data() + 1, folded.size() - 1) == 0;
  if (same || written.size() > 2 * k_word_bytes_max) return;
  term.marks |= k_mark_spelling;
  term.spelling = append(spellings_, written.data(), written.size());
  term.spelling_size = static_cast<std::uint8_t>(written.size());
}

void Builder::place(Pile<Slot>& slots, const Slot& taken) {
  const std::size_t mask = slots.size() - 1;
  std::size_t slot = taken.hash & mask;
  while (slots[slot].term != 0) slot = (slot + 1) & mask;
  slots[slot] = taken;
}

void Builder::grow_slots() {
  Pile<Slot> larger(slots_.size() * 4);
  for (const Slot& slot : slots_) {
    if (slot.term != 0) place(larger, slot);
  }
  slots_ = std::move(larger);
}

}  // namespace stadtkern::search
