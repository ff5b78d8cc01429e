// Token buckets in memory: how often a caller or an inbox may be heard. Nothing of it is written.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace stadtkern::exchange {

class Meter {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // per_hour 0: everything passes. A quarter of it may come at once.
  explicit Meter(int per_hour);

  // Takes one token of `who`; false where none is left.
  bool take(std::uint64_t who, Moment now);

  static constexpr std::size_t k_callers_max = 65'536;

 private:
  struct Bucket {
    double tokens;
    Moment filled_at;
  };
  void forget_full(Moment now);

  double per_second_;
  double burst_;
  std::mutex guard_;
  std::unordered_map<std::uint64_t, Bucket> buckets_;
};

}  // namespace stadtkern::exchange
