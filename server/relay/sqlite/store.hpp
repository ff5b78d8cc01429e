// The relay's books in one SQLite file. One thread writes: whatever waits when it comes by is
// committed together, with one wait for the disk. Readers use connections of their own.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "relay/store.hpp"

namespace stadtkern::relay {

inline constexpr std::size_t k_waiting_orders_max = 4096;
inline constexpr std::size_t k_orders_per_commit_max = 256;

// Opens or makes the file. On failure the error says what SQLite said.
Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path);

}  // namespace stadtkern::relay
