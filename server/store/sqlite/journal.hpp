// The journal in one SQLite file. One thread writes: whatever waits when it comes by is committed
// together. Readers use connections of their own and are never blocked by it.
//
// A restore by another process is noticed within k_watch_ms, and before every publish.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "store/journal.hpp"

namespace stadtkern::store {

inline constexpr int k_watch_ms = 300;
inline constexpr std::size_t k_waiting_publishes_max = 256;
inline constexpr std::size_t k_publishes_per_commit_max = 64;

// Opens or makes the file. On failure the error says what SQLite said.
Result<std::unique_ptr<Journal>> open_sqlite_journal(const std::string& path);

}  // namespace stadtkern::store
