// German stems: Snowball's algorithm (snowballstem.org/algorithms/german/stemmer.html) on folded
// words.
//
// On folded words every step only takes letters off the end, so a stem is a length: all words of
// one stem stand together in a sorted dictionary.
#pragma once

#include <cstddef>
#include <string_view>

namespace stadtkern::search {

// How many bytes of the folded word are its stem: 1 to word.size(), 0 only for an empty word.
// Words with digits or letters beyond a-z are their own stem.
std::size_t stem_size(std::string_view folded);

inline std::string_view stem_of(std::string_view folded) {
  return folded.substr(0, stem_size(folded));
}

}  // namespace stadtkern::search
