#include "http/gate.hpp"

namespace stadtkern::http {

bool Gate::enter(const Address& peer, bool exempt) {
  const std::lock_guard lock(guard_);
  if (open_ >= connections_max_) return false;
  if (!exempt) {
    std::size_t& of_peer = per_address_[peer.household()];
    if (of_peer >= per_address_max_) return false;
    ++of_peer;
  }
  ++open_;
  return true;
}

void Gate::leave(const Address& peer, bool exempt) {
  const std::lock_guard lock(guard_);
  --open_;
  if (exempt) return;
  const auto found = per_address_.find(peer.household());
  if (--found->second == 0) per_address_.erase(found);
}

std::size_t Gate::open() const {
  const std::lock_guard lock(guard_);
  return open_;
}

}  // namespace stadtkern::http
