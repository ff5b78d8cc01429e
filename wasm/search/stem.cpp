#include "search/stem.hpp"

#include "search/fold.hpp"

namespace stadtkern::search {
namespace {

// Lists of endings: each ends with a blank, a longer one stands before those that it ends with.
constexpr char k_inflections[] = "erinnen erin ern lns em er en es ln e s ";
constexpr char k_comparisons[] = "est en er et st ";
constexpr char k_not_before_et[] = "geordn intern plan tick tr ";
constexpr char k_derivations[] = "isch lich heit keit end ung ig ik ";

// Letters as bits.
constexpr unsigned set_of(const char* letters) {
  unsigned set = 0;
  for (; *letters != 0; ++letters) set |= 1U << (*letters - 'a');
  return set;
}
constexpr unsigned k_vowels = set_of("aeiouy");
constexpr unsigned k_before_s = set_of("bdfghklmnrt");
constexpr unsigned k_before_st = set_of("bdfghklmnt");
constexpr unsigned k_before_et = set_of("dfgklmnrstuza");

bool in(unsigned set, char letter) {
  return letter >= 'a' && (set >> (letter - 'a') & 1U) != 0;
}

class Stemmer {
 public:
  Stemmer(const char* word, std::size_t size) : word_(word), full_(size), size_(size) {
    r1_ = region_after(0);
    r2_ = region_after(r1_);
    if (r1_ < 3) r1_ = 3;
  }

  std::size_t run() {
    take_inflection();
    take_comparison();
    take_derivation();
    return size_;
  }

 private:
  // u and y between vowels are consonants.
  bool vowel(std::size_t i) const {
    const char c = word_[i];
    if (!in(k_vowels, c)) return false;
    if (c != 'u' && c != 'y') return true;
    return !(i > 0 && i + 1 < full_ && in(k_vowels, word_[i - 1]) && in(k_vowels, word_[i + 1]));
  }

  // The place after the first consonant that follows a vowel, from `i` on.
  std::size_t region_after(std::size_t i) const {
    while (i < full_ && !vowel(i)) ++i;
    while (i < full_ && vowel(i)) ++i;
    return i < full_ ? i + 1 : full_;
  }

  char before(std::size_t count) const { return size_ > count ? word_[size_ - count - 1] : '\0'; }

  // The size of the first ending of the list that what is left without its last `behind` letters
  // has; 0 for none.
  std::size_t ending(const char* list, std::size_t behind = 0) const {
    for (; *list != 0; ++list) {
      std::size_t size = 0;
      while (list[size] != ' ') ++size;
      if (size + behind <= size_) {
        const char* end = word_ + size_ - behind - size;
        std::size_t same = 0;
        while (same < size && end[same] == list[same]) ++same;
        if (same == size) return size;
      }
      list += size;
    }
    return 0;
  }

  // Takes two letters off that stand in `region`, where they are `suffix`.
  bool take_two(const char* suffix, std::size_t region) {
    if (ending(suffix) == 0 || size_ < region + 2) return false;
    size_ -= 2;
    return true;
  }

  // Step 1: em ern er, e en es, s, erin erinnen, ln lns.
  void take_inflection() {
    const std::size_t count = ending(k_inflections);
    if (count == 0 || size_ < r1_ + count) return;
    const char first = word_[size_ - count];
    const char last = before(0);
    if (last == 'm' && ending("syst ", 2) != 0) return;
    if (first == 's' && !in(k_before_s, before(1))) return;
    size_ -= first == 'l' ? count - 1 : count;
    const bool plural =
        first == 'e' && (count == 1 || (count == 2 && (last == 'n' || last == 's')));
    if (plural && ending("niss ") != 0) --size_;
  }

  // Step 2: en er est, st, et.
  void take_comparison() {
    const std::size_t count = ending(k_comparisons);
    if (count == 0 || size_ < r1_ + count) return;
    const char first = word_[size_ - count];
    if (first == 's' && !(in(k_before_st, before(2)) && size_ >= 6)) return;
    const bool et = count == 2 && first == 'e' && before(0) == 't';
    if (et && (!in(k_before_et, before(2)) || ending(k_not_before_et, 2) != 0)) return;
    size_ -= count;
  }

  // Step 3: end ung, ig ik isch, lich heit, keit.
  void take_derivation() {
    const std::size_t count = ending(k_derivations);
    if (count == 0 || size_ < r2_ + count) return;
    const char first = word_[size_ - count];
    if (first == 'i' && before(count) == 'e') return;
    size_ -= count;
    if (first == 'e' || first == 'u') {
      if (before(2) != 'e') take_two("ig ", r2_);
    } else if (first == 'k') {
      if (ending("lich ") != 0) {
        if (size_ >= r2_ + 4) size_ -= 4;
        return;
      }
      take_two("ig ", r2_);
    } else if (first != 'i') {
      take_two("er en ", r1_);
    }
  }

  const char* word_;
  std::size_t full_;
  std::size_t size_;
  std::size_t r1_ = 0;
  std::size_t r2_ = 0;
};

}  // namespace

std::size_t stem_size(std::string_view folded) {
  for (const char letter : folded) {
    if (letter < 'a' || letter > 'z') return folded.size();
  }
  return Stemmer(folded.data(), folded.size()).run();
}

}  // namespace stadtkern::search
