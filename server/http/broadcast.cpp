#include "http/broadcast.hpp"

namespace stadtkern::http {

void Broadcast::say(std::string text) {
  const std::lock_guard lock(guard_);
  latest_ = std::make_shared<const std::string>(std::move(text));
  for (const auto& [who, ear] : ears_) ear(latest_);
}

std::shared_ptr<const std::string> Broadcast::latest() const {
  const std::lock_guard lock(guard_);
  return latest_;
}

void Broadcast::listen(const void* who, Ear ear) {
  const std::lock_guard lock(guard_);
  ears_.emplace_back(who, std::move(ear));
}

void Broadcast::leave(const void* who) {
  const std::lock_guard lock(guard_);
  std::erase_if(ears_, [who](const auto& entry) { return entry.first == who; });
}

}  // namespace stadtkern::http
