// Token buckets: how often a caller or an inbox may be heard. Nothing of it is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "http/bucket.hpp"

namespace stadtkern::exchange {

class Meter {
 public:
  using Moment = http::Bucket::Moment;

  // per_hour 0: everything passes. A quarter of it may come at once.
  explicit Meter(int per_hour);

  // Takes one token of `who`; false where none is left.
  bool take(std::uint64_t who, Moment now);

  static constexpr std::size_t k_callers_max = 65'536;

 private:
  http::Pace pace_;
  std::mutex guard_;
  std::unordered_map<std::uint64_t, http::Bucket> buckets_;
};

}  // namespace stadtkern::exchange
