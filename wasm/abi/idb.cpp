#include "abi/idb.hpp"

#include <cstddef>
#include <cstdlib>

namespace stadtkern::abi {
namespace {

// One answer from idb_store.js: `what` is 0 stored, 1 loaded, 2 not found, 3 keys, or minus an
// IdbRefusal. `bytes` come from make_room and are freed here.
using Answer = void (*)(std::int32_t handle, std::uint32_t id, std::int32_t what,
                        std::uint8_t* bytes, std::size_t size);
using Room = void* (*)(std::size_t size);

extern "C" {
void stadtkern_idb_connect(Room make_room, Answer answer);
void stadtkern_idb_commit(std::int32_t handle, std::uint32_t id, const char* database,
                          const char* keys, std::size_t keys_size, const std::uint32_t* spans,
                          std::size_t puts);
void stadtkern_idb_load(std::int32_t handle, std::uint32_t id, const char* database,
                        const char* key);
void stadtkern_idb_keys(std::int32_t handle, std::uint32_t id, const char* database,
                        const char* prefix);
}

IdbListener g_listener = {};

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    result.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return result;
}

void* make_room(std::size_t size) {
  return std::malloc(size);
}

void pass_on(std::int32_t handle, std::uint32_t id, std::int32_t what, BytesView value) {
  switch (what) {
    case 0:
      return g_listener.stored(handle, id);
    case 1:
      return g_listener.loaded(handle, id, true, value);
    case 2:
      return g_listener.loaded(handle, id, false, {});
    case 3:
      return g_listener.keys_listed(handle, id, lines(as_text(value)));
    default:
      return g_listener.refused(handle, id, static_cast<IdbRefusal>(-what));
  }
}

void take_answer(std::int32_t handle, std::uint32_t id, std::int32_t what, std::uint8_t* bytes,
                 std::size_t size) {
  pass_on(handle, id, what, {bytes, size});
  std::free(bytes);
}

void append_key(std::string& keys, std::string_view key) {
  keys += key;
  keys += '\n';
}

}  // namespace

void idb_listen(const IdbListener& listener) {
  g_listener = listener;
  stadtkern_idb_connect(&make_room, &take_answer);
}

void idb_commit(std::int32_t handle, std::uint32_t id, const std::string& database,
                std::span<const IdbPut> puts, std::span<const std::string_view> deletes) {
  std::string keys;
  std::vector<std::uint32_t> spans;  // address, size and freshness of each value
  for (const IdbPut& put : puts) {
    append_key(keys, put.key);
    spans.push_back(static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(put.value.data())));
    spans.push_back(static_cast<std::uint32_t>(put.value.size()));
    spans.push_back(put.fresh ? 1 : 0);
  }
  for (const std::string_view key : deletes) append_key(keys, key);
  stadtkern_idb_commit(handle, id, database.c_str(), keys.data(), keys.size(), spans.data(),
                       puts.size());
}

void idb_load(std::int32_t handle, std::uint32_t id, const std::string& database,
              const std::string& key) {
  stadtkern_idb_load(handle, id, database.c_str(), key.c_str());
}

void idb_keys(std::int32_t handle, std::uint32_t id, const std::string& database,
              const std::string& prefix) {
  stadtkern_idb_keys(handle, id, database.c_str(), prefix.c_str());
}

}  // namespace stadtkern::abi
