// Token buckets per address, in memory only.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <unordered_map>

#include "http/address.hpp"

namespace stadtkern::http {

class Rate {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // per_second 0: everything passes.
  Rate(double per_second, double burst) : per_second_(per_second), burst_(burst) {}

  // Takes one token of the client's household; false where none is left.
  bool take(const Address& client, Moment now);
  // Forgets everyone whose bucket is full again. Called now and then.
  void forget(Moment now);

  static constexpr std::size_t k_households_max = 65'536;

 private:
  struct Bucket {
    double tokens;
    Moment filled_at;
  };
  struct Shard {
    std::mutex guard;
    std::unordered_map<Address, Bucket, AddressHash> buckets;
  };
  static constexpr std::size_t k_shards = 16;

  double per_second_;
  double burst_;
  std::array<Shard, k_shards> shards_;
};

}  // namespace stadtkern::http
