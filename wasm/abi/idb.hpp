// The store of a browser: IndexedDB behind three orders and truthful answers. Extends Emscripten's
// $IDBStore (same database, version and object store), whose own functions answer "stored" before
// the transaction commits and lose errors.
//
// Every order is answered exactly once, later, never during the call; unless the page dies first.
// What idb_store.js promises is written there.
#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stadtkern::abi {

// Why nothing was stored or read. Shared with idb_store.js: do not renumber.
enum class IdbRefusal : std::int32_t {
  quota = 1,        // this origin may not hold more
  unavailable = 2,  // no IndexedDB here: refused by a setting, a private window, an old browser
  blocked = 3,      // another tab holds the database in a way that does not end
  failed = 4,       // anything else: a broken disk, an evicted database, no memory
  taken = 5         // a key that should be new is there
};

struct IdbPut {
  std::string_view key;
  BytesView value;
  bool fresh = false;  // the key must not be there: else nothing of the transaction happens
};

// What answers go to. `handle` and `id` are those of the order.
struct IdbListener {
  void (*stored)(std::int32_t handle, std::uint32_t id);
  void (*refused)(std::int32_t handle, std::uint32_t id, IdbRefusal reason);
  void (*loaded)(std::int32_t handle, std::uint32_t id, bool found, BytesView value);
  void (*keys_listed)(std::int32_t handle, std::uint32_t id,
                      const std::vector<std::string_view>& keys);
};

// Views in an answer live until the listener returns. Requires: called once, before any order.
void idb_listen(const IdbListener& listener);

// One transaction with strict durability: all of it is on disk (`stored`), or nothing of it
// happened (`refused`). Copies what it is given before it returns. Orders of one database happen in
// the order in which they were given. Requires: keys are UTF-8 without NUL and line feed.
void idb_commit(std::int32_t handle, std::uint32_t id, const std::string& database,
                std::span<const IdbPut> puts, std::span<const std::string_view> deletes);

// Answered by `loaded`, found or not, or by `refused`.
void idb_load(std::int32_t handle, std::uint32_t id, const std::string& database,
              const std::string& key);

// Answered by `keys_listed`, in the order of their UTF-16 code units, or by `refused`.
void idb_keys(std::int32_t handle, std::uint32_t id, const std::string& database,
              const std::string& prefix);

}  // namespace stadtkern::abi
