#include "exchange/meter.hpp"

#include <algorithm>

namespace stadtkern::exchange {
namespace {

constexpr double k_seconds_per_hour = 3600;

}  // namespace

Meter::Meter(int per_hour) : pace_{per_hour / k_seconds_per_hour, std::max(1.0, per_hour / 4.0)} {}

bool Meter::take(std::uint64_t who, Moment now) {
  if (pace_.per_second <= 0) return true;
  const std::lock_guard lock(guard_);
  if (buckets_.size() >= k_callers_max)
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.is_full(pace_, now); });
  // A crowd of new callers shares one bucket, so that memory stays bounded.
  if (buckets_.size() >= k_callers_max && !buckets_.contains(who)) who = 0;
  return buckets_.try_emplace(who, pace_, now).first->second.take(pace_, now);
}

}  // namespace stadtkern::exchange
