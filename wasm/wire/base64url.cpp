#include "wire/base64url.hpp"

namespace stadtkern::wire {
namespace {

constexpr char k_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int sextet_of(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  if (letter == '-') return 62;
  return letter == '_' ? 63 : -1;
}

}  // namespace

std::ptrdiff_t base64url_bytes(std::string_view text) {
  const std::size_t rest = text.size() % 4;
  if (rest == 1) return -1;
  for (const char letter : text) {
    if (sextet_of(letter) < 0) return -1;
  }
  const int unused = rest == 2 ? 0x0F : rest == 3 ? 0x03 : 0;
  if (unused != 0 && (sextet_of(text.back()) & unused) != 0) return -1;
  return static_cast<std::ptrdiff_t>(text.size() * 3 / 4);
}

bool is_base64url(std::string_view text, std::size_t bytes) {
  return base64url_bytes(text) == static_cast<std::ptrdiff_t>(bytes);
}

Result<Bytes> decode_base64url(std::string_view text) {
  const std::ptrdiff_t size = base64url_bytes(text);
  if (size < 0) return Error{Code::malformed, "", "base64url without padding"};
  Bytes bytes;
  bytes.reserve(static_cast<std::size_t>(size));
  unsigned held = 0;
  int bits = 0;
  for (const char letter : text) {
    held = (held << 6U) | static_cast<unsigned>(sextet_of(letter));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(held >> bits));
  }
  return bytes;
}

std::string encode_base64url(BytesView bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  unsigned held = 0;
  int bits = 0;
  for (const std::uint8_t byte : bytes) {
    held = (held << 8U) | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += k_letters[(held >> (bits - 6)) & 63U];
  }
  if (bits > 0) text += k_letters[(held << (6 - bits)) & 63U];
  return text;
}

}  // namespace stadtkern::wire
