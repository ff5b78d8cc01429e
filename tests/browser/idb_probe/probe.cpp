// Drives wasm/abi/idb.hpp from a test: orders in as calls, answers out through stadtkern_emit as
// one line of text, "ID stored", "ID refused REASON", "ID loaded VALUE", "ID missing", "ID keys
// A,B".
#include "abi/idb.hpp"

#include <emscripten/emscripten.h>
#include <cstdlib>
#include <string>

using namespace stadtkern;
using namespace stadtkern::abi;

extern "C" void stadtkern_emit(std::int32_t handle, const std::uint8_t* frame, std::size_t size);

namespace {

void say(std::uint32_t id, const std::string& what) {
  const std::string line = std::to_string(id) + " " + what;
  stadtkern_emit(1, as_bytes(line).data(), line.size());
}

void stored(std::int32_t, std::uint32_t id) {
  say(id, "stored");
}

void refused(std::int32_t, std::uint32_t id, IdbRefusal reason) {
  say(id, "refused " + std::to_string(static_cast<int>(reason)));
}

void loaded(std::int32_t, std::uint32_t id, bool found, BytesView value) {
  say(id, found ? "loaded " + std::string(as_text(value)) : "missing");
}

void keys_listed(std::int32_t, std::uint32_t id, const std::vector<std::string_view>& keys) {
  std::string line = "keys ";
  for (const std::string_view key : keys) line += std::string(key) + ",";
  say(id, line);
}

std::vector<std::string> g_keys;
std::vector<std::string> g_values;
std::vector<std::string> g_deletes;
bool g_fresh = false;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void* probe_alloc(std::size_t size) {
  return std::malloc(size);
}

EMSCRIPTEN_KEEPALIVE void probe_start() {
  idb_listen({stored, refused, loaded, keys_listed});
}

// With `noise` the value is that many bytes that no database can compress.
EMSCRIPTEN_KEEPALIVE void probe_put(const char* key, const char* value, std::size_t noise) {
  g_keys.emplace_back(key);
  g_values.emplace_back(value);
  for (std::uint32_t x = 1; g_values.back().size() < noise;) {
    x = x * 1664525U + 1013904223U;
    g_values.back() += static_cast<char>(x >> 24U);
  }
}

// Of the puts that are collected: none may be there yet.
EMSCRIPTEN_KEEPALIVE void probe_fresh() {
  g_fresh = true;
}

EMSCRIPTEN_KEEPALIVE void probe_delete(const char* key) {
  g_deletes.emplace_back(key);
}

EMSCRIPTEN_KEEPALIVE void probe_commit(std::uint32_t id, const char* database) {
  std::vector<IdbPut> puts;
  for (std::size_t i = 0; i < g_keys.size(); ++i)
    puts.push_back({g_keys[i], as_bytes(g_values[i]), g_fresh});
  idb_commit(1, id, database, puts,
             std::vector<std::string_view>(g_deletes.begin(), g_deletes.end()));
  g_keys.clear();
  g_values.clear();
  g_deletes.clear();
  g_fresh = false;
}

EMSCRIPTEN_KEEPALIVE void probe_load(std::uint32_t id, const char* database, const char* key) {
  idb_load(1, id, database, key);
}

EMSCRIPTEN_KEEPALIVE void probe_keys(std::uint32_t id, const char* database, const char* prefix) {
  idb_keys(1, id, database, prefix);
}
}
