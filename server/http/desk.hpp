// A thread that does one piece of work after another, so that event loops never wait.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace stadtkern::http {

class Desk {
 public:
  explicit Desk(std::size_t waiting_max);
  // Work that still waits is dropped, work under way is finished.
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // False where too much waits already: the work was not taken.
  bool take(std::function<void()> work);

 private:
  void run();

  std::size_t waiting_max_;
  std::mutex guard_;
  std::condition_variable came_;
  std::deque<std::function<void()>> waiting_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace stadtkern::http
