// Token buckets per address, in memory only.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <unordered_map>

#include "http/address.hpp"
#include "http/bucket.hpp"

namespace stadtkern::http {

class Rate {
 public:
  using Moment = Bucket::Moment;

  // per_second 0: everything passes.
  Rate(double per_second, double burst) : pace_{per_second, burst} {}

  // Takes one token of the client's household; false where none is left.
  bool take(const Address& client, Moment now);
  // Forgets everyone whose bucket is full again. Called now and then.
  void forget(Moment now);

  static constexpr std::size_t k_households_max = 65'536;

 private:
  struct Shard {
    std::mutex guard;
    std::unordered_map<Address, Bucket, AddressHash> buckets;
  };
  static constexpr std::size_t k_shards = 16;

  Pace pace_;
  std::array<Shard, k_shards> shards_;
};

}  // namespace stadtkern::http
