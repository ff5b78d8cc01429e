// Weekly sums per feature: how many reports, and how many of them said yes. Nothing else is known.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "wire/usage.hpp"

namespace stadtkern::usage {

struct Sum {
  std::string week;  // its Monday, ISO 8601
  std::string feature;
  std::int64_t reports = 0;
  std::int64_t yes = 0;
};

// "2026-11-16" for any moment of that week, in UTC. Seconds since 1970.
std::string week_of(std::int64_t now_s);

// The sums in a file, by week and feature; nothing where there is no file yet.
Result<std::vector<Sum>> read_sums(const std::string& file);

class Sums {
 public:
  // Writes into `file` every `every`, and when it ends. A file that cannot be written is tried
  // again and said in the log.
  Sums(std::string file, std::chrono::milliseconds every, std::function<std::int64_t()> now_s);
  ~Sums();
  Sums(const Sums&) = delete;
  Sums& operator=(const Sums&) = delete;

  void add(const wire::UsageReport& report);

 private:
  struct Count {
    std::int64_t reports = 0;
    std::int64_t yes = 0;
  };
  using Counts = std::map<std::pair<std::string, std::string>, Count>;  // week, feature

  void run();
  void write();

  const std::string file_;
  const std::chrono::milliseconds every_;
  const std::function<std::int64_t()> now_s_;
  std::mutex guard_;
  std::condition_variable closed_;
  bool closing_ = false;
  Counts waiting_;
  std::thread thread_;
};

}  // namespace stadtkern::usage
