#include "site.hpp"

#include <fstream>
#include <sstream>
#include <vector>

namespace stadtkern::prerender {
namespace {

namespace fs = std::filesystem;

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
    write_whole(br, compressor_.brotli(content));
    write_whole(gz, compressor_.gzip(content));
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
