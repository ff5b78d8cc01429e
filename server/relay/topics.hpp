// The event streams of inboxes and threads: they say that a number moved, never what it counts.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/broadcast.hpp"
#include "relay/store.hpp"

namespace stadtkern::relay {

class Topics {
 public:
  // What streams of this inbox or thread hear; lives as long as somebody holds it.
  std::shared_ptr<http::Broadcast> of(const std::string& name, bool of_inbox);
  // From any thread.
  void say(const std::vector<Outcome::Notice>& notices);

  static std::string event(std::int64_t number, bool of_inbox);

 private:
  std::mutex guard_;
  std::unordered_map<std::string, std::weak_ptr<http::Broadcast>> topics_;
  std::size_t swept_at_ = 64;
};

}  // namespace stadtkern::relay
