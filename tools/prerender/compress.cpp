#include "compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <stdexcept>

namespace stadtkern::prerender {
namespace {

constexpr std::uint32_t k_brotli_quality = 9;  // 11 costs twenty times the time for 3 % fewer bytes
constexpr std::uint32_t k_brotli_window = 18;
constexpr int k_gzip_level = 6;
constexpr int k_gzip_window = 15 + 16;  // zlib.h: add 16 for a gzip header

}  // namespace

void* Compressor::Memory::take(std::size_t size) {
  auto& blocks = free_[size];
  if (blocks.empty()) {
    blocks_.push_back(std::make_unique<std::byte[]>(size));
    blocks.push_back(blocks_.back().get());
    sizes_[blocks.back()] = size;
  }
  void* block = blocks.back();
  blocks.pop_back();
  return block;
}

void Compressor::Memory::give_back(void* block) {
  if (block != nullptr) free_[sizes_.at(block)].push_back(block);
}

void* Compressor::take(void* memory, std::size_t size) {
  return static_cast<Memory*>(memory)->take(size);
}

void* Compressor::take_items(void* memory, unsigned items, unsigned size) {
  return take(memory, std::size_t{items} * size);
}

void Compressor::give_back(void* memory, void* block) {
  static_cast<Memory*>(memory)->give_back(block);
}

std::string Compressor::brotli(std::string_view content) {
  const std::unique_ptr<BrotliEncoderState, void (*)(BrotliEncoderState*)> encoder(
      BrotliEncoderCreateInstance(take, give_back, &memory_), BrotliEncoderDestroyInstance);
  if (!encoder) throw std::runtime_error("Brotli refused to begin");
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_QUALITY, k_brotli_quality);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_LGWIN, k_brotli_window);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_SIZE_HINT,
                            static_cast<std::uint32_t>(content.size()));
  std::string out(BrotliEncoderMaxCompressedSize(content.size()), '\0');
  std::size_t unread = content.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(content.data());
  std::size_t room = out.size();
  auto* at = reinterpret_cast<std::uint8_t*>(out.data());
  const bool done = BrotliEncoderCompressStream(encoder.get(), BROTLI_OPERATION_FINISH, &unread,
                                                &in, &room, &at, nullptr) == BROTLI_TRUE;
  if (!done || BrotliEncoderIsFinished(encoder.get()) == BROTLI_FALSE)
    throw std::runtime_error("Brotli refused a file");
  out.resize(out.size() - room);
  return out;
}

std::string Compressor::gzip(std::string_view content) {
  z_stream stream{};
  stream.zalloc = take_items;
  stream.zfree = give_back;
  stream.opaque = &memory_;
  if (deflateInit2(&stream, k_gzip_level, Z_DEFLATED, k_gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib refused to begin");
  std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::runtime_error("zlib refused a file");
  return out;
}

}  // namespace stadtkern::prerender
