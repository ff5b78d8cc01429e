// A token bucket: some at once, then so many a second. In memory only.
#pragma once

#include <algorithm>
#include <chrono>

namespace stadtkern::http {

struct Pace {
  double per_second;  // 0: everything passes
  double burst;
};

class Bucket {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // Full.
  Bucket(const Pace& pace, Moment now) : tokens_(pace.burst), filled_at_(now) {}

  // Takes one token; false where none is left.
  bool take(const Pace& pace, Moment now) {
    tokens_ = filled(pace, now);
    filled_at_ = now;
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }
  // Then it may be forgotten: a new one is no different.
  bool is_full(const Pace& pace, Moment now) const { return filled(pace, now) >= pace.burst; }

 private:
  double filled(const Pace& pace, Moment now) const {
    const double seconds = std::max(0.0, std::chrono::duration<double>(now - filled_at_).count());
    return std::min(pace.burst, tokens_ + seconds * pace.per_second);
  }

  double tokens_;
  Moment filled_at_;
};

}  // namespace stadtkern::http
