#include "search/image.hpp"

#include <bit>

namespace stadtkern::search {
namespace {

static_assert(std::endian::native == std::endian::little, "the stored form is little-endian");

constexpr std::uint32_t k_magic = 0x4B52544B;
constexpr std::uint32_t k_format = 2;
constexpr std::size_t k_checked_from = 16;
constexpr std::size_t k_head = k_checked_from + 4 * (2 + k_sections);

// A sum that notices flipped, lost and moved bytes (Fibonacci hashing over words of eight bytes).
std::uint64_t checksum(BytesView bytes) {
  std::uint64_t sum = bytes.size();
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    sum = (std::rotl(sum, 23) ^ word) * 0x9E3779B97F4A7C15ULL;
  }
  for (; at < bytes.size(); ++at) sum = (std::rotl(sum, 23) ^ bytes[at]) * 0x9E3779B97F4A7C15ULL;
  return sum ^ sum >> 32;
}

void write_checksum(Bytes& bytes) {
  const std::uint64_t sum = checksum(BytesView(bytes).subspan(k_checked_from));
  std::memcpy(bytes.data() + 8, &sum, sizeof sum);
}

bool checksum_holds(BytesView bytes) {
  std::uint64_t sum;
  std::memcpy(&sum, bytes.data() + 8, sizeof sum);
  return sum == checksum(bytes.subspan(k_checked_from));
}

Error malformed(const char* field, const char* expected) {
  return {Code::malformed, field, expected};
}

// Offsets must ascend from 0 and end where the content ends.
bool offsets_fit(BytesView starts, std::size_t count, std::size_t content) {
  if (starts.size() != (count + 1) * 4 || read_u32(starts, 0) != 0) return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (read_u32(starts, i) > read_u32(starts, i + 1)) return false;
  }
  return read_u32(starts, count) == content;
}

bool stems_fit(const Image& image) {
  const BytesView stems = image.section(Section::term_stems);
  for (std::uint32_t term = 0; term < image.terms(); ++term) {
    const BytesView text = image.slice(Section::term_starts, Section::term_text, term);
    if (stems[term] > text.size()) return false;
  }
  return true;
}

bool spellings_fit(const Image& image) {
  const BytesView pairs = image.section(Section::spelling_terms);
  if (pairs.size() % 8 != 0) return false;
  std::uint32_t before = 0;
  for (std::size_t i = 1; i < pairs.size() / 4; i += 2) {
    if (read_u32(pairs, i) < before) return false;
    before = read_u32(pairs, i);
  }
  return before <= image.section(Section::spelling_text).size();
}

bool sections_fit(const Image& image) {
  const auto size = [&](Section name) { return image.section(name).size(); };
  const std::size_t terms = image.terms();
  return offsets_fit(image.section(Section::term_starts), terms, size(Section::term_text)) &&
         offsets_fit(image.section(Section::posting_starts), terms, size(Section::postings)) &&
         offsets_fit(image.section(Section::trigram_starts), k_trigrams, size(Section::trigrams)) &&
         size(Section::term_letters) == terms * 8 && size(Section::term_stems) == terms &&
         size(Section::term_marks) == terms && size(Section::rows) == image.rows() * k_row_bytes &&
         stems_fit(image) && spellings_fit(image);
}

}  // namespace

void seal(Bytes& bytes) {
  if (bytes.size() < k_head) return;
  write_u32(bytes.data(), 0, k_magic);
  write_u32(bytes.data(), 1, k_format);
  write_checksum(bytes);
}

// Reads the head; false where the sizes do not add up.
bool Image::take_apart() {
  rows_ = read_u32(bytes_, 4);
  terms_ = read_u32(bytes_, 5);
  starts_[0] = k_head;
  for (std::size_t i = 0; i < k_sections; ++i) {
    const std::uint32_t size = read_u32(bytes_, 6 + i);
    if (size > bytes_.size() - starts_[i]) return false;
    starts_[i + 1] = starts_[i] + size;
  }
  return starts_[k_sections] == bytes_.size();
}

Result<Image> Image::open(Bytes bytes) {
  if (bytes.size() < k_head || read_u32(bytes, 0) != k_magic) {
    return malformed("magic", "the head of a stored index");
  }
  if (read_u32(bytes, 1) != k_format) return Error{Code::unsupported, "format", "format 2"};
  if (!checksum_holds(bytes)) return malformed("checksum", "bytes as they were stored");
  Image image;
  image.bytes_ = std::move(bytes);
  if (!image.take_apart()) return malformed("sections", "sizes that add up");
  if (!sections_fit(image)) return malformed("sections", "offsets in ascending order");
  return image;
}

Image Image::blank(std::uint32_t rows, std::uint32_t terms,
                   const std::array<std::uint32_t, k_sections>& sizes) {
  std::size_t size = k_head;
  for (const std::uint32_t section : sizes) size += section;
  Image image;
  image.bytes_.resize(size);
  write_u32(image.bytes_.data(), 4, rows);
  write_u32(image.bytes_.data(), 5, terms);
  for (std::size_t i = 0; i < k_sections; ++i) {
    write_u32(image.bytes_.data(), 6 + i, sizes[i]);
  }
  image.take_apart();
  return image;
}

}  // namespace stadtkern::search
