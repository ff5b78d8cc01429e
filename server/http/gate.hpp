// How many connections are open, in all and per address.
#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_map>

#include "http/address.hpp"

namespace stadtkern::http {

class Gate {
 public:
  Gate(std::size_t connections_max, std::size_t per_address_max)
      : connections_max_(connections_max), per_address_max_(per_address_max) {}

  // Counts a connection in; false where a bound is reached. `exempt` peers count only in all.
  bool enter(const Address& peer, bool exempt);
  // Requires: enter() was true for it with the same arguments.
  void leave(const Address& peer, bool exempt);
  std::size_t open() const;

 private:
  std::size_t connections_max_;
  std::size_t per_address_max_;
  mutable std::mutex guard_;
  std::size_t open_ = 0;
  std::unordered_map<Address, std::size_t, AddressHash> per_address_;
};

}  // namespace stadtkern::http
