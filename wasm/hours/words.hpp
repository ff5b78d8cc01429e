// Other spellings, languages and habits, each with the specification's own word for it.
#pragma once

#include <string_view>

namespace stadtkern::hours {

struct Phrase {
  const char* end = nullptr;  // behind the bytes of the text that it covers; none: there is none
  std::string_view meaning;   // in the specification's spelling, "" where it says nothing
};

// German and English; and other languages, which only those link who ask for them.
extern const char k_everyday_phrases[];
extern const char k_foreign_phrases[];

// The longest of the phrases at the start of a text that ends with a zero, if it ends at the end of
// a word. Case, accents over capitals and blanks, hyphens and underscores between the words do not
// matter.
Phrase phrase_at(const char* text, const char* phrases);

// True for a byte of a letter: ASCII letters and everything beyond ASCII but punctuation.
bool is_letter(char byte);

inline bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// The letter in lower case, if it is one of ASCII.
inline char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
}

}  // namespace stadtkern::hours
