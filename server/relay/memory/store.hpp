// The relay's books in memory, for tests and simulation: every promise but that of surviving the
// process. Answers before write() returns, in the caller's thread.
#pragma once

#include <memory>

#include "relay/store.hpp"

namespace stadtkern::relay {

// `epoch`: 16 hex digits.
std::unique_ptr<Store> make_memory_store(std::string epoch);

}  // namespace stadtkern::relay
