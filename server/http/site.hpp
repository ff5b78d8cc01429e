// The files a browser may ask for, from several folders, through one bounded cache in memory.
// A changed file is noticed within k_trust_ms. Never serves names that start with "." or "_"
// (except /.well-known/), nor the prepared siblings themselves.
#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"
#include "http/stored_file.hpp"

namespace stadtkern::http {

struct Root {
  std::string prefix;     // of the address, starts and ends with "/"
  std::string directory;  // on disk
  // Names of content: what stands under such an address never changes.
  bool immutable = false;
  // Names of its own making, which may start with "_" (base64url).
  bool serves_every_name = false;
};

class Site {
 public:
  static constexpr int k_trust_ms = 250;

  // Where several roots hold a path the first wins.
  Site(std::vector<Root> roots, std::size_t cache_bytes_max);

  // The file at exactly this path, or nothing.
  std::optional<Response> file(const Request& request);
  // What a browser gets to see: a file, the index of a folder, a redirect to the path with its
  // slash, or the page that says "not found" in the language of the path.
  Response page(const Request& request);

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Entry {
    std::string path;
    std::string disk_path;  // empty: nothing stands here
    bool immutable = false;
    Stamps stamps{};
    std::array<std::shared_ptr<const StoredForm>, 3> forms;
    std::size_t bytes = 0;
    Moment checked_at{};
  };
  using Entries = std::list<Entry>;

  std::optional<Response> find(const std::string& path, const Request& request);
  Response not_found(const Request& request);
  Entry& entry_of(const std::string& path, Moment now);
  void resolve(Entry& entry) const;
  std::shared_ptr<const StoredForm> form_of(Entry& entry, Coding coding);
  void make_room();

  std::vector<Root> roots_;
  std::size_t cache_bytes_max_;
  std::mutex guard_;
  Entries entries_;  // the most recently used first
  std::unordered_map<std::string_view, Entries::iterator> by_path_;
  std::size_t bytes_ = 0;
};

}  // namespace stadtkern::http
