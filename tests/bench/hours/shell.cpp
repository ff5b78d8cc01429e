// Memory and strings alone: what a module weighs before there are any opening hours in it.
#include <emscripten/emscripten.h>

#include <cstdlib>
#include <string>

extern "C" {

EMSCRIPTEN_KEEPALIVE void* room(std::size_t size) {
  return std::malloc(size);
}

EMSCRIPTEN_KEEPALIVE std::size_t twice(const char* text, std::size_t size) {
  std::string one;
  for (std::size_t i = 0; i < size; ++i) one += text[i];
  const std::string two(one);
  one.append(two.data(), two.size());
  return one.size();
}
}
