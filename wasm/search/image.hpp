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

inline void write_u32(std::uint8_t* to, std::size_t index, std::uint32_t value) {
  std::memcpy(to + index * sizeof value, &value, sizeof value);
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

// How many bytes a varint takes: at most five.
inline std::uint32_t varint_size(std::uint32_t value) {
  std::uint32_t size = 1;
  for (; value >= 0x80U; value >>= 7) ++size;
  return size;
}

// Writes it and returns its size.
inline std::uint32_t write_varint(std::uint8_t* to, std::uint32_t value) {
  std::uint32_t size = 0;
  for (; value >= 0x80U; value >>= 7) to[size++] = static_cast<std::uint8_t>(value | 0x80U);
  to[size] = static_cast<std::uint8_t>(value);
  return size + 1;
}

// Writes magic, format and checksum over bytes of an image, so that tests get past them. Bytes too
// short for a head stay as they are.
void seal(Bytes& bytes);

// An index's bytes, taken apart. Owns them; views live as long as it does. Movable, not copyable;
// empty bytes by itself.
class Image {
 public:
  // Code::malformed for anything that is not format 2 as FORMAT.md says, Code::unsupported for
  // another format.
  static Result<Image> open(Bytes bytes);

  // One with sections of these sizes to be written; all zero. Call seal() when they are.
  static Image blank(std::uint32_t rows, std::uint32_t terms,
                     const std::array<std::uint32_t, k_sections>& sizes);
  std::uint8_t* at(Section name) { return bytes_.data() + starts_[static_cast<std::size_t>(name)]; }
  void seal() { search::seal(bytes_); }

  Image() = default;
  Image(Image&&) noexcept = default;
  Image& operator=(Image&&) noexcept = default;
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  BytesView bytes() const { return bytes_; }
  BytesView section(Section name) const {
    const auto i = static_cast<std::size_t>(name);
    return {bytes_.data() + starts_[i], starts_[i + 1] - starts_[i]};
  }
  std::uint32_t rows() const { return rows_; }
  std::uint32_t terms() const { return terms_; }

  // The part of `content` between two neighbouring offsets of `starts`.
  BytesView slice(Section starts, Section content, std::uint32_t index) const {
    const std::uint32_t begin = read_u32(section(starts), index);
    return section(content).subspan(begin, read_u32(section(starts), index + 1) - begin);
  }

 private:
  bool take_apart();

  Bytes bytes_;
  std::array<std::uint32_t, k_sections + 1> starts_{};  // of the sections, and where the last ends
  std::uint32_t rows_ = 0;
  std::uint32_t terms_ = 0;
};

}  // namespace stadtkern::search
