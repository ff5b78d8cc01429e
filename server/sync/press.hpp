// Packs in the background, at low priority: when enough changed since the last packs, or after a
// quiet time. Remembers its packs over a restart.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "sync/generation.hpp"

namespace stadtkern::sync {

struct PressRules {
  std::string folder;                       // DATA/packs, exists
  std::chrono::milliseconds quiet{30'000};  // after so long without a change any change is packed
};

// How long a change may wait for its packs, given where things stand; exposed for tests.
std::chrono::milliseconds patience(const Generation* packed, const store::Position& at,
                                   std::chrono::milliseconds quiet);

class Press {
 public:
  Press(store::Journal& journal, PressRules rules);
  ~Press();
  Press(const Press&) = delete;
  Press& operator=(const Press&) = delete;

  // The journal moved. From any thread.
  void notice(const store::Position& at);
  // The newest packs; null before the first.
  std::shared_ptr<const Generation> current() const;

 private:
  using Moment = std::chrono::steady_clock::time_point;

  void remember();
  void run();
  bool wait_until_due();
  void pack();

  store::Journal& journal_;
  PressRules rules_;
  mutable std::mutex guard_;
  std::condition_variable noticed_;
  Generations kept_;
  store::Position at_;
  Moment changed_at_;     // the last change
  Moment retry_at_{};     // after a failure
  Moment waiting_since_;  // the first change that is not packed
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace stadtkern::sync
