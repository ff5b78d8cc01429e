// Virtual time: happenings in the order of their moments; those of one moment in an order that the
// dice chose. Nothing waits, nothing reads a clock.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "dice.hpp"

namespace stadtkern::sim {

class Timeline {
 public:
  using Happening = std::function<void()>;

  Timeline(Dice& dice, std::int64_t start_ms) : dice_(dice), now_ms_(start_ms) {}

  std::int64_t now_ms() const { return now_ms_; }
  std::int64_t now_s() const { return now_ms_ / 1000; }
  void after(std::int64_t ms, Happening what) {
    waiting_.emplace(Moment{now_ms_ + ms, {dice_.throw_all(), count_++}}, std::move(what));
  }
  // False where nothing happens before `end_ms`; time then stands there.
  bool step(std::int64_t end_ms) {
    if (waiting_.empty() || waiting_.begin()->first.first > end_ms) {
      now_ms_ = std::max(now_ms_, end_ms);
      return false;
    }
    auto next = waiting_.extract(waiting_.begin());
    now_ms_ = std::max(now_ms_, next.key().first);
    ++steps_;
    next.mapped()();
    return true;
  }
  // Whatever waits happens later by so much; the time between is skipped.
  void skip(std::int64_t ms) { now_ms_ += ms; }
  std::uint64_t steps() const { return steps_; }

 private:
  using Moment = std::pair<std::int64_t, std::pair<std::uint64_t, std::uint64_t>>;

  Dice& dice_;
  std::int64_t now_ms_;
  std::uint64_t count_ = 0;
  std::uint64_t steps_ = 0;
  std::map<Moment, Happening> waiting_;
};

}  // namespace stadtkern::sim
