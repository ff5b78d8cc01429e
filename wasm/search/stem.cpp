#include "search/stem.hpp"

#include <algorithm>

#include "search/fold.hpp"

namespace stadtkern::search {
namespace {

bool one_of(char letter, std::string_view letters) {
  return letters.find(letter) != std::string_view::npos;
}

class Stemmer {
 public:
  explicit Stemmer(std::string_view word) : word_(word), size_(word.size()) { mark_regions(); }

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
    if (!is_vowel(c)) return false;
    if (c != 'u' && c != 'y') return true;
    return !(i > 0 && i + 1 < word_.size() && is_vowel(word_[i - 1]) && is_vowel(word_[i + 1]));
  }

  // The place after the first consonant that follows a vowel, from `from` on.
  std::size_t region_after(std::size_t from) const {
    std::size_t i = from;
    while (i < word_.size() && !vowel(i)) ++i;
    while (i < word_.size() && vowel(i)) ++i;
    return i < word_.size() ? i + 1 : word_.size();
  }

  void mark_regions() {
    const std::size_t first = region_after(0);
    r1_ = std::max<std::size_t>(first, 3);
    r2_ = region_after(first);
  }

  std::string_view stem() const { return word_.substr(0, size_); }
  bool ends(std::string_view suffix) const { return stem().ends_with(suffix); }
  char before(std::size_t count) const { return size_ > count ? word_[size_ - count - 1] : '\0'; }
  bool in_r1(std::size_t count) const { return size_ >= r1_ + count; }
  bool in_r2(std::size_t count) const { return size_ >= r2_ + count; }

  // Step 1: em ern er, e en es, s, erin erinnen, ln lns.
  void take_inflection() {
    for (const std::string_view suffix :
         {"erinnen", "erin", "ern", "lns", "em", "er", "en", "es", "ln", "e", "s"}) {
      if (!ends(suffix)) continue;
      if (in_r1(suffix.size())) take_inflection(suffix);
      return;
    }
  }

  void take_inflection(std::string_view suffix) {
    if (suffix == "em" && stem().ends_with("system")) return;
    if (suffix == "s" && !one_of(before(1), "bdfghklmnrt")) return;
    size_ -= suffix[0] == 'l' ? suffix.size() - 1 : suffix.size();
    if ((suffix == "e" || suffix == "en" || suffix == "es") && ends("niss")) --size_;
  }

  // Step 2: en er est, st, et.
  void take_comparison() {
    for (const std::string_view suffix : {"est", "en", "er", "et", "st"}) {
      if (!ends(suffix)) continue;
      if (!in_r1(suffix.size())) return;
      if (suffix == "st" && !(one_of(before(2), "bdfghklmnt") && size_ >= 6)) return;
      if (suffix == "et" && !et_ending()) return;
      size_ -= suffix.size();
      return;
    }
  }

  bool et_ending() const {
    if (!one_of(before(2), "dfgklmnrstuza")) return false;
    const std::string_view left = word_.substr(0, size_ - 2);
    for (const std::string_view kept : {"geordn", "intern", "plan", "tick", "tr"}) {
      if (left.ends_with(kept)) return false;
    }
    return true;
  }

  // Step 3: end ung, ig ik isch, lich heit, keit.
  void take_derivation() {
    for (const std::string_view suffix :
         {"isch", "lich", "heit", "keit", "end", "ung", "ig", "ik"}) {
      if (!ends(suffix)) continue;
      if (in_r2(suffix.size())) take_derivation(suffix);
      return;
    }
  }

  void take_derivation(std::string_view suffix) {
    if (suffix[0] == 'i') {
      if (before(suffix.size()) != 'e') size_ -= suffix.size();
      return;
    }
    size_ -= suffix.size();
    if (suffix == "end" || suffix == "ung") {
      if (ends("ig") && in_r2(2) && before(2) != 'e') size_ -= 2;
    } else if (suffix == "keit") {
      if (ends("lich") && in_r2(4)) {
        size_ -= 4;
      } else if (ends("ig") && in_r2(2)) {
        size_ -= 2;
      }
    } else if ((ends("er") || ends("en")) && in_r1(2)) {
      size_ -= 2;
    }
  }

  std::string_view word_;
  std::size_t size_;
  std::size_t r1_ = 0;
  std::size_t r2_ = 0;
};

}  // namespace

std::size_t stem_size(std::string_view folded) {
  const bool plain =
      std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return plain ? Stemmer(folded).run() : folded.size();
}

}  // namespace stadtkern::search
