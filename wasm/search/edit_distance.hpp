// How many typing errors lie between a word and another: insertions, deletions, wrong letters and
// swapped neighbours (optimal string alignment), with a bit-parallel column per letter
// (H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stadtkern::search {

inline constexpr std::size_t k_typed_bytes_max = 32;

struct Typos {
  unsigned whole;   // between the two words
  unsigned prefix;  // between the typed word and the nearest beginning of the other
};

// A typed word, prepared to be compared with many.
class TypedWord {
 public:
  // Requires: 1 <= typed.size() <= k_typed_bytes_max.
  explicit TypedWord(std::string_view typed);

  Typos compare(std::string_view other) const;

  // The same where at most `limit` errors are of interest; more are any number above it.
  Typos compare(std::string_view other, unsigned limit) const;

 private:
  std::array<std::uint32_t, 256> places_{};  // bit i: the letter stands at i
  unsigned size_;
};

// How many errors a typed word of this length is forgiven.
constexpr unsigned typos_allowed(std::size_t bytes) {
  if (bytes < 4 || bytes > k_typed_bytes_max) return 0;
  return bytes < 8 ? 1 : 2;
}

// The set of letters of a folded word as bits: words within n errors differ in at most n of the
// letters of either.
std::uint32_t letters_of(std::string_view folded);
inline constexpr std::uint32_t k_vowels = 1U << ('a' & 31) | 1U << ('e' & 31) | 1U << ('i' & 31) |
                                          1U << ('o' & 31) | 1U << ('u' & 31) | 1U << ('y' & 31);

// Of the letters that a word begins with a set of their own is kept, for beginnings of it.
inline constexpr std::size_t k_first_letters = 8;

}  // namespace stadtkern::search
