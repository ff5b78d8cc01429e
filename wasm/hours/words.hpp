// Other spellings, languages and habits, each with the specification's own word for it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace stadtkern::hours {

struct Phrase {
  std::size_t length;        // bytes of the text that it covers
  std::string_view meaning;  // in the specification's spelling, "" where it says nothing
};

// The longest known phrase at the start of the text, if it ends at the end of a word. Case, accents
// over capitals and blanks, hyphens and underscores between the words do not matter.
std::optional<Phrase> phrase_at(std::string_view text);

// True for a byte of a letter: ASCII letters and everything beyond ASCII but punctuation.
bool is_letter_at(std::string_view text, std::size_t position);

}  // namespace stadtkern::hours
