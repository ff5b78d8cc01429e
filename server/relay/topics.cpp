#include "relay/topics.hpp"

namespace stadtkern::relay {
namespace {

std::string key_of(const std::string& name, bool of_inbox) {
  return (of_inbox ? "i" : "t") + name;
}

}  // namespace

std::shared_ptr<http::Broadcast> Topics::of(const std::string& name, bool of_inbox) {
  const std::lock_guard lock(guard_);
  if (topics_.size() >= swept_at_) {
    std::erase_if(topics_, [](const auto& entry) { return entry.second.expired(); });
    swept_at_ = std::max<std::size_t>(64, 2 * topics_.size());
  }
  auto& held = topics_[key_of(name, of_inbox)];
  auto topic = held.lock();
  if (topic == nullptr) held = topic = std::make_shared<http::Broadcast>();
  return topic;
}

void Topics::say(const std::vector<Outcome::Notice>& notices) {
  for (const auto& notice : notices) {
    std::shared_ptr<http::Broadcast> topic;
    {
      const std::lock_guard lock(guard_);
      const auto held = topics_.find(key_of(notice.name, notice.of_inbox));
      if (held != topics_.end()) topic = held->second.lock();
    }
    if (topic != nullptr) topic->say(event(notice.number, notice.of_inbox));
  }
}

std::string Topics::event(std::int64_t number, bool of_inbox) {
  const std::string text = std::to_string(number);
  return "id: " + text + "\nevent: " + (of_inbox ? "inbox" : "thread") + "\ndata: " + text + "\n\n";
}

}  // namespace stadtkern::relay
