// The stored form of an index (FORMAT.md): sections in one block of bytes, read in place.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stadtkern::search {

// Stored: do not reorder.
enum class Section : unsigned {
  term_starts,
  term_text,
  term_letters,
  term_stems,
  term_marks,
  posting_starts,
  postings,
  spelling_terms,
  spelling_text,
  trigram_starts,
  trigrams,
  rows
};
inline constexpr std::size_t k_sections = 12;
inline constexpr std::size_t k_trigrams = 32768;
inline constexpr std::size_t k_row_bytes = 12;
inline constexpr std::uint8_t k_mark_field = 7;
inline constexpr std::uint8_t k_mark_capital = 8;
inline constexpr std::uint8_t k_mark_spelling = 16;
inline constexpr std::int32_t k_nowhere = 0x7FFFFFFF;

inline std::uint32_t read_u32(BytesView bytes, std::size_t index) {
  std::uint32_t value;
  std::memcpy(&value, bytes.data() + index * sizeof value, sizeof value);
  return value;
}

// Where the terms of three letters are found. Requires: three bytes at `letters`.
inline std::size_t trigram(const char* letters) {
  const auto bits = [](char letter) {
    return static_cast<std::size_t>(static_cast<unsigned char>(letter) & 31U);
  };
  return bits(letters[0]) << 10 | bits(letters[1]) << 5 | bits(letters[2]);
}

// Varints of a bounded run of bytes: seven bits each, the lowest first. A cut or overlong one ends
// the run.
class VarintReader {
 public:
  explicit VarintReader(BytesView bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  bool next(std::uint32_t& value) {
    value = 0;
    for (unsigned shift = 0; at_ != end_ && shift < 32; shift += 7) {
      const std::uint32_t byte = *at_++;
      value |= (byte & 0x7FU) << shift;
      if (byte < 0x80U) return true;
    }
    at_ = end_;
    return false;
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

void append_varint(Bytes& bytes, std::uint32_t value);

// Writes magic, format and checksum over bytes of an image, so that tests get past them. Bytes too
// short for a head stay as they are.
void seal(Bytes& bytes);

// An index's bytes, taken apart. Owns them; views live as long as it does. Movable, not copyable.
class Image {
 public:
  // Code::malformed for anything that is not format 2 as FORMAT.md says, Code::unsupported for
  // another format.
  static Result<Image> open(Bytes bytes);
  static Image compose(std::uint32_t rows, std::uint32_t terms,
                       const std::array<BytesView, k_sections>& sections);

  Image(Image&&) noexcept = default;
  Image& operator=(Image&&) noexcept = default;
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  BytesView bytes() const { return bytes_; }
  BytesView section(Section name) const { return sections_[static_cast<std::size_t>(name)]; }
  std::uint32_t rows() const { return rows_; }
  std::uint32_t terms() const { return terms_; }

  // The part of `content` between two neighbouring offsets of `starts`.
  BytesView slice(Section starts, Section content, std::uint32_t index) const {
    const std::uint32_t begin = read_u32(section(starts), index);
    return section(content).subspan(begin, read_u32(section(starts), index + 1) - begin);
  }

 private:
  Image() = default;
  Bytes bytes_;
  std::array<BytesView, k_sections> sections_{};
  std::uint32_t rows_ = 0;
  std::uint32_t terms_ = 0;
};

}  // namespace stadtkern::search
