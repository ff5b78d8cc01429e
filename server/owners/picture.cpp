#include "owners/picture.hpp"

namespace stadtkern::owners {
namespace {

constexpr std::size_t k_riff_head_bytes = 12;
constexpr std::size_t k_chunk_head_bytes = 8;
constexpr unsigned k_alpha_or_profile =
    0x30;  // flags of VP8X: everything else is motion or metadata

unsigned little(BytesView bytes, std::size_t at, std::size_t count) {
  unsigned number = 0;
  for (std::size_t byte = count; byte-- > 0;) number = (number << 8U) | bytes[at + byte];
  return number;
}

unsigned big16(BytesView bytes, std::size_t at) {
  return static_cast<unsigned>(bytes[at] << 8U) | bytes[at + 1];
}

bool says(BytesView bytes, std::size_t at, std::string_view word) {
  return bytes.size() >= at + word.size() && as_text(bytes.subspan(at, word.size())) == word;
}

Measures measures(unsigned width, unsigned height) {
  return {static_cast<int>(width), static_cast<int>(height)};
}

std::optional<Measures> lossy(BytesView frame) {
  const bool key_frame =
      frame.size() > 10 && (frame[0] & 1U) == 0 && says(frame, 3, "\x9d\x01\x2a");
  if (!key_frame) return std::nullopt;
  return measures(little(frame, 6, 2) & 0x3FFFU, little(frame, 8, 2) & 0x3FFFU);
}

std::optional<Measures> lossless(BytesView frame) {
  if (frame.size() <= 5 || frame[0] != 0x2F) return std::nullopt;
  const unsigned bits = little(frame, 1, 4);
  return measures((bits & 0x3FFFU) + 1, ((bits >> 14U) & 0x3FFFU) + 1);
}

// What the chunks of a WebP say of its size.
struct Found {
  std::optional<Measures> canvas;
  std::optional<Measures> picture;
};

// False where the chunk has no place in a still picture without metadata.
bool take_chunk(std::string_view name, BytesView payload, bool first, Found& found) {
  if (name == "VP8X") {
    if (!first || payload.size() != 10 || (payload[0] & ~k_alpha_or_profile) != 0) return false;
    found.canvas = measures(little(payload, 4, 3) + 1, little(payload, 7, 3) + 1);
    return true;
  }
  if (name == "ICCP" || name == "ALPH") return found.canvas && !found.picture;
  if (found.picture) return false;
  if (name == "VP8 ") found.picture = lossy(payload);
  if (name == "VP8L") found.picture = lossless(payload);
  return found.picture.has_value();
}

// Markers before the first scan: tables, the frame, JFIF, a colour profile, Adobe's colour
// transform.
bool may_stand_in_head(unsigned marker) {
  return marker == 0xE0 || marker == 0xE2 || marker == 0xEE || marker == 0xDB || marker == 0xC4 ||
         marker == 0xDD || marker == 0xC0 || marker == 0xC1 || marker == 0xC2;
}

bool is_frame(unsigned marker) {
  return marker >= 0xC0 && marker <= 0xC2;
}

}  // namespace

std::optional<Measures> webp_measures(BytesView file) {
  if (!says(file, 0, "RIFF") || !says(file, 8, "WEBP")) return std::nullopt;
  if (little(file, 4, 4) != file.size() - k_chunk_head_bytes) return std::nullopt;
  Found found;
  std::size_t at = k_riff_head_bytes;
  while (at < file.size()) {
    if (file.size() - at < k_chunk_head_bytes) return std::nullopt;
    const std::string_view name = as_text(file.subspan(at, 4));
    const std::size_t size = little(file, at + 4, 4);
    const std::size_t padded = size + (size & 1U);
    if (padded > file.size() - at - k_chunk_head_bytes) return std::nullopt;
    const bool first = at == k_riff_head_bytes;
    if (!take_chunk(name, file.subspan(at + k_chunk_head_bytes, size), first, found))
      return std::nullopt;
    at += k_chunk_head_bytes + padded;
  }
  const bool agrees = !found.canvas || found.canvas == found.picture;
  return agrees ? found.picture : std::nullopt;
}

std::optional<Measures> jpeg_measures(BytesView file) {
  const bool whole =
      file.size() > 4 && says(file, 0, "\xFF\xD8") && says(file, file.size() - 2, "\xFF\xD9");
  if (!whole) return std::nullopt;
  std::optional<Measures> found;
  std::size_t at = 2;
  while (file.size() - at > 4 && file[at] == 0xFF) {
    const unsigned marker = file[at + 1];
    const std::size_t size = big16(file, at + 2);
    if (marker == 0xDA) return found;
    if (!may_stand_in_head(marker) || size < 2 || size > file.size() - at - 2) return std::nullopt;
    if (is_frame(marker)) {
      if (found || size < 8) return std::nullopt;
      found = measures(big16(file, at + 7), big16(file, at + 5));
    }
    at += 2 + size;
  }
  return std::nullopt;
}

}  // namespace stadtkern::owners
