#include "sync/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

namespace stadtkern::sync {

std::string brotli(std::string_view content, int quality) {
  std::string packed(BrotliEncoderMaxCompressedSize(content.size()), '\0');
  std::size_t size = packed.size();
  const auto outcome =
      BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, content.size(),
                            reinterpret_cast<const std::uint8_t*>(content.data()), &size,
                            reinterpret_cast<std::uint8_t*>(packed.data()));
  packed.resize(outcome == BROTLI_TRUE ? size : 0);
  packed.shrink_to_fit();
  return packed;
}

std::string gzip(std::string_view content) {
  constexpr int k_gzip_window = 15 + 16;  // zlib.h: 16 asks for the gzip form
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, k_gzip_window, 9, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return {};
  }
  std::string packed(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  packed.resize(outcome == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  packed.shrink_to_fit();
  return packed;
}

}  // namespace stadtkern::sync
