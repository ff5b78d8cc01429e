// The words of an opening_hours value. Other spellings are replaced here by the specification's
// own, each with a notice; nothing is decided yet about how words belong together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hours/hours.hpp"
#include "hours/listener.hpp"

namespace stadtkern::hours {

enum class Word : std::uint8_t {
  end,
  number,    // value, and how many digits were written
  weekday,   // value 0-6, Monday first
  month,     // value 1-12
  event,     // value: Event
  holiday,   // value 0: PH, 1: SH
  modifier,  // value: Openness
  comment,   // value: where it begins in Words::comments
  always,    // 24/7
  week,
  easter,
  day,  // "day" or "days"
  am,
  pm,
  dash,
  comma,
  semicolon,
  fallback,  // ||
  colon,
  plus,
  slash,
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  // Never handed out:
  blank,
  dot,
  quote,
  unknown
};

// Plain bytes without initial values: a list has room for many and needs few.
struct Token {
  Word word;
  std::uint8_t digits;     // of a number as written
  std::int16_t value;      // a number beyond 9999 is kept as 9999
  std::uint16_t position;  // byte in the text
};

// No word is shorter than a byte, also where a phrase stands for several.
inline constexpr std::size_t k_tokens_max = k_value_bytes_max;
inline constexpr std::size_t k_lookahead = 8;  // words that may be looked at behind the end

struct Words {
  Listener* listener = nullptr;        // hears the notices; may be none
  const char* more_phrases = nullptr;  // beside the everyday ones; may be none
  Refusal refusal;                     // where reading ended, if it failed
  std::string comments;                // see Rules::comments
  std::size_t count = 0;
  Token tokens[k_tokens_max + k_lookahead];  // behind them k_lookahead times Word::end
};

// False on text that is too long or not UTF-8, on a comment that does not end, and on a word or
// sign that is not known.
bool read_words(std::string_view text, Words& words);

}  // namespace stadtkern::hours
