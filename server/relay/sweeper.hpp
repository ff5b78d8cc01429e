// Removes what has expired, now and then, in portions.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

#include "relay/store.hpp"

namespace stadtkern::relay {

class Sweeper {
 public:
  // Sweeps at once and then every `every`.
  Sweeper(Store& store, std::function<std::int64_t()> now_s, std::chrono::milliseconds every);
  ~Sweeper();
  Sweeper(const Sweeper&) = delete;
  Sweeper& operator=(const Sweeper&) = delete;

 private:
  void run();
  void sweep();

  Store& store_;
  std::function<std::int64_t()> now_s_;
  std::chrono::milliseconds every_;
  std::mutex guard_;
  std::condition_variable closed_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace stadtkern::relay
