#include "exchange/meter.hpp"

#include <algorithm>

namespace stadtkern::exchange {
namespace {

constexpr double k_seconds_per_hour = 3600;

double seconds_between(Meter::Moment from, Meter::Moment to) {
  return std::max(0.0, std::chrono::duration<double>(to - from).count());
}

}  // namespace

Meter::Meter(int per_hour)
    : per_second_(per_hour / k_seconds_per_hour), burst_(std::max(1.0, per_hour / 4.0)) {}

bool Meter::take(std::uint64_t who, Moment now) {
  if (per_second_ <= 0) return true;
  const std::lock_guard lock(guard_);
  if (buckets_.size() >= k_callers_max) forget_full(now);
  // A crowd of new callers shares one bucket, so that memory stays bounded.
  if (buckets_.size() >= k_callers_max && !buckets_.contains(who)) who = 0;
  Bucket& bucket = buckets_.try_emplace(who, Bucket{burst_, now}).first->second;
  const double refill = seconds_between(bucket.filled_at, now) * per_second_;
  bucket.tokens = std::min(burst_, bucket.tokens + refill);
  bucket.filled_at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void Meter::forget_full(Moment now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    const Bucket& bucket = entry.second;
    return bucket.tokens + seconds_between(bucket.filled_at, now) * per_second_ >= burst_;
  });
}

}  // namespace stadtkern::exchange
