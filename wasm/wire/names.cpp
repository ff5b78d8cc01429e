#include "wire/names.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace stadtkern::wire {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// [first][a-z0-9 and `joiner`]*, at most `max` characters.
bool is_name(std::string_view text, std::size_t max, char joiner, bool digit_first) {
  if (text.empty() || text.size() > max) return false;
  if (!is_lower(text.front()) && !(digit_first && is_digit(text.front()))) return false;
  return std::all_of(text.begin(), text.end(),
                     [joiner](char c) { return is_lower(c) || is_digit(c) || c == joiner; });
}

}  // namespace

bool is_town(std::string_view text) {
  return is_name(text, 40, '-', false);
}
bool is_source(std::string_view text) {
  return is_name(text, 40, '-', false);
}
bool is_collection(std::string_view text) {
  return is_name(text, 40, '_', false);
}
bool is_field(std::string_view text) {
  return is_name(text, 40, '_', false);
}
bool is_record_id(std::string_view text) {
  return is_name(text, 80, '-', true);
}

bool is_epoch(std::string_view text) {
  return text.size() == 16 && std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

bool is_pack_hash(std::string_view text) {
  return text.size() == 43 && std::all_of(text.begin(), text.end(), [](char c) {
           return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

bool is_value(std::string_view text) {
  if (text.size() > k_value_bytes_max || !is_utf8(text)) return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7F;
  });
}

}  // namespace stadtkern::wire
