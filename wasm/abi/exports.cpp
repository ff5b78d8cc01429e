#include <cstdlib>
#include <map>
#include <memory>

#include "abi/stadtkern.h"
#include STADTKERN_PROGRAM
#include "views/texts.hpp"

#ifdef __EMSCRIPTEN__
#include <emscripten/html5.h>

#include "abi/idb.hpp"
#endif

namespace stadtkern::abi {
namespace {

constexpr std::uint32_t k_store_in_shell = 1;

struct Instance {
  program::State state;
  bool store_in_shell = false;
  std::string database;  // of the town, once it is known
  std::string markup;
};

std::map<std::int32_t, Instance>& instances() {
  static std::map<std::int32_t, Instance> all;
  return all;
}

#ifdef __EMSCRIPTEN__
struct IntoStore {
  std::int32_t handle;
  const std::string& database;

  bool operator()(const port::Store& store) const {
    std::vector<IdbPut> puts;
    for (const port::Put& put : store.puts) puts.push_back({put.key, put.value, put.fresh});
    const std::vector<std::string_view> deletes(store.deletes.begin(), store.deletes.end());
    idb_commit(handle, static_cast<std::uint32_t>(store.id), database, puts, deletes);
    return true;
  }
  bool operator()(const port::Load& load) const {
    idb_load(handle, static_cast<std::uint32_t>(load.id), database, load.key);
    return true;
  }
  bool operator()(const port::Keys& keys) const {
    idb_keys(handle, static_cast<std::uint32_t>(keys.id), database, keys.prefix);
    return true;
  }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

bool carry_out(std::int32_t handle, const Instance& instance, const port::Effect& effect) {
  return !instance.store_in_shell && std::visit(IntoStore{handle, instance.database}, effect);
}
#else
bool carry_out(std::int32_t, const Instance&, const port::Effect&) {
  return false;
}
#endif

void take(std::int32_t handle, const port::Event& event) {
  const auto found = instances().find(handle);
  if (found == instances().end()) return;
  Instance& instance = found->second;
  if (const auto* started = std::get_if<port::Started>(&event.fact))
    instance.database = program::k_database_prefix + started->town;
  for (const port::Effect& effect : program::update(instance.state, event)) {
    if (carry_out(handle, instance, effect)) continue;
    const Bytes frame = port::encode_effect(effect);
    stadtkern_emit(handle, frame.data(), frame.size());
  }
}

#ifdef __EMSCRIPTEN__
Instant now() {
  return {static_cast<std::int64_t>(emscripten_date_now())};
}

std::string_view word_of(IdbRefusal reason) {
  switch (reason) {
    case IdbRefusal::quota:
      return "quota";
    case IdbRefusal::unavailable:
      return "unavailable";
    case IdbRefusal::blocked:
      return "blocked";
    case IdbRefusal::taken:
      return "taken";
    case IdbRefusal::failed:
      break;
  }
  return "failed";
}

void listen_to_store() {
  static bool listening = false;
  if (listening) return;
  listening = true;
  IdbListener listener{};
  listener.stored = [](std::int32_t handle, std::uint32_t id) {
    take(handle, {now(), port::Stored{id}});
  };
  listener.refused = [](std::int32_t handle, std::uint32_t id, IdbRefusal reason) {
    take(handle, {now(), port::StoreRefused{id, std::string(word_of(reason))}});
  };
  listener.loaded = [](std::int32_t handle, std::uint32_t id, bool found, BytesView value) {
    take(handle, {now(), port::Loaded{id, found, Bytes(value.begin(), value.end())}});
  };
  listener.keys_listed = [](std::int32_t handle, std::uint32_t id,
                            const std::vector<std::string_view>& keys) {
    take(handle, {now(), port::KeysListed{id, {keys.begin(), keys.end()}}});
  };
  idb_listen(listener);
}
#else
void listen_to_store() {}
#endif

}  // namespace
}  // namespace stadtkern::abi

using stadtkern::abi::instances;

extern "C" {

void* stadtkern_alloc(size_t size) {
  return std::malloc(size);
}

void stadtkern_free(void* pointer) {
  std::free(pointer);
}

int32_t stadtkern_words(const char* words, size_t size) {
  return stadtkern::views::take_words({words, size}) ? 0 : 1;
}

int32_t stadtkern_create(uint32_t flags) {
  static int32_t last_handle = 0;
  auto& instance = instances()[++last_handle];
  instance.store_in_shell = (flags & stadtkern::abi::k_store_in_shell) != 0;
  stadtkern::abi::listen_to_store();
  return last_handle;
}

void stadtkern_destroy(int32_t handle) {
  instances().erase(handle);
}

int32_t stadtkern_dispatch(int32_t handle, const uint8_t* frame, size_t size) {
  if (instances().count(handle) == 0) return 1;
  const auto event = stadtkern::port::decode_event({frame, size});
  if (!event.ok()) return 2;
  stadtkern::abi::take(handle, event.value());
  return 0;
}

size_t stadtkern_view(int32_t handle, uint32_t surface) {
  const auto found = instances().find(handle);
  if (found == instances().end()) return 0;
  const auto kind =
      surface == 0 ? stadtkern::program::Surface::page : stadtkern::program::Surface::prerendered;
  found->second.markup = stadtkern::program::view(found->second.state, kind).body.markup;
  return found->second.markup.size();
}

const char* stadtkern_view_data(int32_t handle) {
  const auto found = instances().find(handle);
  return found == instances().end() ? nullptr : found->second.markup.data();
}

}  // extern "C"
