#include "http/rate.hpp"

#include <algorithm>

namespace stadtkern::http {
namespace {

double seconds_between(Rate::Moment from, Rate::Moment to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

bool Rate::take(const Address& client, Moment now) {
  if (per_second_ <= 0) return true;
  Address household = client.household();
  Shard& shard = shards_[AddressHash()(household) % k_shards];
  const std::lock_guard lock(shard.guard);
  if (shard.buckets.size() >= k_households_max / k_shards && !shard.buckets.contains(household)) {
    // A crowd of new addresses shares one bucket, so that memory stays bounded.
    household = Address{};
  }
  Bucket& bucket = shard.buckets.try_emplace(household, Bucket{burst_, now}).first->second;
  const double refill = std::max(0.0, seconds_between(bucket.filled_at, now)) * per_second_;
  bucket.tokens = std::min(burst_, bucket.tokens + refill);
  bucket.filled_at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void Rate::forget(Moment now) {
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.guard);
    std::erase_if(shard.buckets, [&](const auto& entry) {
      const double refill = seconds_between(entry.second.filled_at, now) * per_second_;
      return entry.second.tokens + refill >= burst_;
    });
  }
}

}  // namespace stadtkern::http
