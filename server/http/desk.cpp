#include "http/desk.hpp"

#include <exception>

#include "log/line.hpp"

namespace stadtkern::http {

Desk::Desk(std::size_t waiting_max) : waiting_max_(waiting_max), thread_([this] { run(); }) {}

Desk::~Desk() {
  {
    const std::lock_guard lock(guard_);
    closing_ = true;
  }
  came_.notify_all();
  thread_.join();
}

bool Desk::take(std::function<void()> work) {
  const std::lock_guard lock(guard_);
  if (closing_ || waiting_.size() >= waiting_max_) return false;
  waiting_.push_back(std::move(work));
  came_.notify_one();
  return true;
}

void Desk::run() {
  for (;;) {
    std::unique_lock lock(guard_);
    came_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (closing_) return;
    const auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    try {
      work();
    } catch (const std::exception&) {
      // Its text may hold content. Whoever waits for the work is answered when it is dropped.
      log::Line(log::Level::error, "work_failed");
    }
  }
}

}  // namespace stadtkern::http
