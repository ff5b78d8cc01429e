// The words of an opening_hours value. Other spellings are replaced here by the specification's
// own, each with a notice; nothing is decided yet about how words belong together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "hours/notice.hpp"

namespace stadtkern::hours {

enum class Word : std::uint8_t {
  end,
  number,    // value, and how many digits were written
  weekday,   // value 0-6, Monday first
  month,     // value 1-12
  event,     // value: Event
  holiday,   // value 0: PH, 1: SH
  modifier,  // value: Openness
  comment,   // value: index into Words::comments
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
  close_bracket
};

struct Token {
  Word word = Word::end;
  std::uint8_t digits = 0;     // of a number as written
  std::int16_t value = 0;      // a number beyond 9999 is kept as 9999
  std::uint16_t position = 0;  // byte in the text
};

struct Words {
  std::vector<Token> tokens;  // the last is Word::end
  std::vector<std::string> comments;
  std::vector<Notice> notices;
};

// Longest text that is read. OpenStreetMap stores at most 255 characters.
inline constexpr std::size_t k_value_bytes_max = 2048;

// Fails on text that is too long or not UTF-8, on a comment that does not end, and on a word or
// sign that is not known; the error's field is the byte position.
Result<Words> words_of(std::string_view text);

// The error for a position.
Error expected_at(std::size_t position, std::string expected);

}  // namespace stadtkern::hours
