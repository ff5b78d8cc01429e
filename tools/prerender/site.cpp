#include "site.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <fstream>
#include <sstream>
#include <vector>

namespace stadtkern::prerender {
namespace {

namespace fs = std::filesystem;

constexpr int k_brotli_quality = 9;  // 11 costs twenty times the time for 3 % fewer bytes
constexpr int k_brotli_window = 18;

std::string brotli(const std::string& text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string out(size, '\0');
  if (BrotliEncoderCompress(k_brotli_quality, k_brotli_window, BROTLI_MODE_TEXT, text.size(),
                            reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
    throw std::runtime_error("Brotli refused a page");
  }
  out.resize(size);
  return out;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  constexpr int k_gzip_window = 15 + 16;  // zlib.h: add 16 for a gzip header
  if (deflateInit2(&stream, 6, Z_DEFLATED, k_gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib refused to begin");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::runtime_error("zlib refused a page");
  return out;
}

// The document without the value of data-seq.
std::string without_sequence(const std::string& document) {
  constexpr std::string_view k_name = "data-seq=\"";
  const std::size_t begin = document.find(k_name);
  if (begin == std::string::npos) return document;
  const std::size_t end = document.find('"', begin + k_name.size());
  return document.substr(0, begin) + document.substr(end);
}

}  // namespace

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_whole(const fs::path& path, std::string_view content) {
  const fs::path part = path.string() + ".part";
  {
    std::ofstream file(part, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    file.flush();
    if (!file)
      throw fs::filesystem_error("cannot write", path, std::make_error_code(std::errc::io_error));
  }
  fs::rename(part, path);
}

Site::Site(fs::path root) : root_(std::move(root)) {
  fs::create_directories(root_);
}

void Site::write(const std::string& relative, const std::string& content) {
  constexpr std::size_t k_packet_bytes = 1'200;
  const fs::path path = root_ / relative;
  known_.insert(path);
  if (without_sequence(read_whole(path)) == without_sequence(content)) return;
  fs::create_directories(path.parent_path());
  const fs::path br = path.string() + ".br";
  const fs::path gz = path.string() + ".gz";
  if (content.size() > k_packet_bytes) {
    // The compressed forms first: whoever finds the page finds its forms of the same age or newer.
    write_whole(br, brotli(content));
    write_whole(gz, gzip(content));
  } else {
    fs::remove(br);
    fs::remove(gz);
  }
  write_whole(path, content);
  ++changed_;
}

void Site::sweep() {
  std::vector<fs::path> old;
  for (const auto& entry : fs::recursive_directory_iterator(root_)) {
    if (!entry.is_regular_file() || entry.path().filename().string().front() == '_') continue;
    const fs::path form = entry.path().extension();
    const bool compressed = form == ".br" || form == ".gz";
    const fs::path whole = compressed ? fs::path(entry.path()).replace_extension() : entry.path();
    if (known_.count(whole) == 0) old.push_back(entry.path());
    if (!compressed && known_.count(whole) == 0) ++removed_;
  }
  for (const fs::path& path : old) {
    fs::remove(path);
    if (fs::is_empty(path.parent_path())) fs::remove(path.parent_path());
  }
}

}  // namespace stadtkern::prerender
