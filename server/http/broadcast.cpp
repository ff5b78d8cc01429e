#include "http/broadcast.hpp"

namespace stadtkern::http {

void Broadcast::say(std::string text) {
  const std::lock_guard lock(guard_);
  latest_ = std::make_shared<const std::string>(std::move(text));
  for (const Ear& ear : ears_) ear(latest_);
}

std::shared_ptr<const std::string> Broadcast::latest() const {
  const std::lock_guard lock(guard_);
  return latest_;
}

void Broadcast::listen(Ear ear) {
  const std::lock_guard lock(guard_);
  ears_.push_back(std::move(ear));
}

}  // namespace stadtkern::http
