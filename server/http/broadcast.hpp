// Says one thing to every event stream that is open for it. Streams hear the newest text only: who
// is slow misses what was replaced meanwhile, and who does not read at all is dropped.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace stadtkern::http {

class Broadcast {
 public:
  using Ear = std::function<void(std::shared_ptr<const std::string>)>;

  // From any thread.
  void say(std::string text);
  // What was said last; null before the first time.
  std::shared_ptr<const std::string> latest() const;
  // `ear` is called in the thread of say(); it must only hand the text on. `who` listens once,
  // until it goes.
  void listen(const void* who, Ear ear);
  void leave(const void* who);

 private:
  mutable std::mutex guard_;
  std::shared_ptr<const std::string> latest_;
  std::vector<std::pair<const void*, Ear>> ears_;
};

}  // namespace stadtkern::http
