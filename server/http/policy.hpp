// The security fields of every answer. Pages may carry inline styles whose hashes pre-rendering
// wrote beside them; nothing else inline runs or paints.
#pragma once

#include <ctime>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stadtkern::http {

// {"style_hashes":["sha256-…"]}: at most 64, each a SHA-256 in base64 (CSP Level 3, hash-source).
Result<std::vector<std::string>> decode_style_hashes(std::string_view json);

// Field lines for an answer whose inline styles have these hashes.
std::string security_fields(const std::vector<std::string>& style_hashes, bool tls);

// Follows the file of hashes while the server runs. A broken file leaves the last good one.
class Policy {
 public:
  // So long after the file has changed every answer knows of it; who writes pages waits for that.
  static constexpr int k_followed_ms = 500;

  Policy(std::filesystem::path hashes_file, bool tls);

  // Reads the file again where it has changed. Called now and then by any one thread.
  void refresh();
  std::shared_ptr<const std::string> for_pages() const;
  const std::shared_ptr<const std::string>& for_others() const { return others_; }

 private:
  std::filesystem::path hashes_file_;
  bool tls_;
  std::shared_ptr<const std::string> others_;
  mutable std::mutex guard_;
  std::shared_ptr<const std::string> pages_;
  std::filesystem::file_time_type read_at_{};
};

}  // namespace stadtkern::http
