// When a shop was new or changed. The feed numbers changes but knows no dates, so they are
// remembered from run to run in a file of ours; without it only the shops' own dates are known.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "exports/publication.hpp"

namespace stadtkern::prerender {

struct NewsItem {
  model::Row row = 0;
  std::string at;  // RFC 3339, UTC
};

class News {
 public:
  // `memory` is the file. One that cannot be read counts as none.
  explicit News(std::filesystem::path memory);

  // Compares the shops with what was remembered. On the very first run nothing is new: a shop then
  // has the day on which it was confirmed.
  void look_at(const Publication& publication);
  // Throws std::filesystem::filesystem_error where the disk refuses.
  void save() const;

  // The newest first, at most `most`.
  std::vector<NewsItem> newest(const model::Collection& shops, std::size_t most) const;

 private:
  struct Seen {
    std::string fingerprint;  // of all fields
    std::string at;           // "" where no date is known
  };
  std::filesystem::path memory_;
  bool first_ = true;
  std::map<std::string, Seen> seen_;  // by slug
};

}  // namespace stadtkern::prerender
