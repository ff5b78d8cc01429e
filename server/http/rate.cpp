#include "http/rate.hpp"

namespace stadtkern::http {

bool Rate::take(const Address& client, Moment now) {
  if (pace_.per_second <= 0) return true;
  Address household = client.household();
  Shard& shard = shards_[AddressHash()(household) % k_shards];
  const std::lock_guard lock(shard.guard);
  if (shard.buckets.size() >= k_households_max / k_shards && !shard.buckets.contains(household)) {
    // A crowd of new addresses shares one bucket, so that memory stays bounded.
    household = Address{};
  }
  return shard.buckets.try_emplace(household, pace_, now).first->second.take(pace_, now);
}

void Rate::forget(Moment now) {
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.guard);
    std::erase_if(shard.buckets,
                  [&](const auto& entry) { return entry.second.is_full(pace_, now); });
  }
}

}  // namespace stadtkern::http
