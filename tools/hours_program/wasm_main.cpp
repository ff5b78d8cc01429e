// The same program for WebAssembly: lines come from run_wasm.mjs.
#include <emscripten/emscripten.h>

#include <string>

#include "answer.hpp"
#include "person.hpp"

namespace {

// The last answer; valid until the next call.
std::string reply;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* hours_answer(const char* line) {
  reply = stadtkern::hours_program::answer(line);
  return reply.c_str();
}

EMSCRIPTEN_KEEPALIVE const char* hours_page(const char* value, const char* land, double now_ms) {
  reply = stadtkern::hours_program::page_for_person(
      value, land, stadtkern::Instant{static_cast<std::int64_t>(now_ms)});
  return reply.c_str();
}
}
