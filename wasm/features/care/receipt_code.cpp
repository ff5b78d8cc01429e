#include "features/care/receipt_code.hpp"

namespace stadtkern::care {
namespace {

constexpr std::string_view k_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t k_code_letters = 28;

// 10 bits that differ whenever one byte does: a Fletcher sum over the places.
unsigned check_of(BytesView secret) {
  unsigned first = 0;
  unsigned second = 0;
  for (const std::uint8_t byte : secret) {
    first = (first + byte) % 1021;  // the largest prime below 1024
    second = (second + first) % 1021;
  }
  return second;
}

// 0 to 31, -1 where it is none.
int value_of(char letter) {
  if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  if (letter == 'O') letter = '0';
  if (letter == 'I' || letter == 'L') letter = '1';
  const auto at = k_letters.find(letter);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string code_of_secret(BytesView secret) {
  std::string code;
  unsigned held = 0;
  int bits = 0;
  const auto write = [&](unsigned value, int count) {
    held = (held << count) | value;
    for (bits += count; bits >= 5; bits -= 5) {
      if (code.size() % 5 == 4) code += '-';
      code += k_letters[(held >> (bits - 5)) & 31U];
    }
  };
  for (const std::uint8_t byte : secret) write(byte, 8);
  write(0, 2);  // 128 bits fill 26 letters but two bits
  write(check_of(secret), 10);
  return code;
}

std::optional<Bytes> secret_of_code(std::string_view code) {
  Bytes secret;
  unsigned held = 0;
  unsigned check = 0;
  int bits = 0;
  std::size_t letters = 0;
  for (const char letter : code) {
    if (letter == '-' || letter == ' ') continue;
    const int value = value_of(letter);
    if (value < 0 || letters == k_code_letters) return std::nullopt;
    if (++letters > 26) {
      check = (check << 5U) | static_cast<unsigned>(value);
      continue;
    }
    held = (held << 5U) | static_cast<unsigned>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    secret.push_back(static_cast<std::uint8_t>(held >> bits));
  }
  const bool whole = letters == k_code_letters && (held & 3U) == 0;
  if (!whole || check != check_of(secret)) return std::nullopt;
  return secret;
}

}  // namespace stadtkern::care
