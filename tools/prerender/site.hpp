// Pre-rendered pages and exports as files: each written whole or not at all, with its compressed
// forms, and only when what it says has changed.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "compress.hpp"

namespace stadtkern::prerender {

class Site {
 public:
  explicit Site(std::filesystem::path root);

  // Writes ROOT/relative unless it holds the same already; a difference in data-seq alone is none,
  // because the page is still right. Throws std::filesystem::filesystem_error where the disk
  // refuses. What is shorter than a packet gets no compressed forms.
  void write(const std::string& relative, const std::string& content);

  // Removes files that were not written or confirmed since this Site was made. Those whose names
  // begin with "_" are not published, and stay.
  void sweep();

  std::size_t files() const { return known_.size(); }
  std::size_t changed() const { return changed_; }
  std::size_t removed() const { return removed_; }

 private:
  std::filesystem::path root_;
  Compressor compressor_;
  std::set<std::filesystem::path> known_;
  std::size_t changed_ = 0;
  std::size_t removed_ = 0;
};

// Writes a file through a temporary name, so that nobody ever reads half of it.
void write_whole(const std::filesystem::path& path, std::string_view content);
std::string read_whole(const std::filesystem::path& path);  // "" where there is none

}  // namespace stadtkern::prerender
