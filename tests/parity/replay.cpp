// Reads frames (u32 little-endian length, then the frame) from standard input, dispatches them, and
// writes every effect and, after each event, both surfaces in the same form to standard output.
#include <cstdint>
#include <cstdio>
#include <vector>

#include "abi/stadtkern.h"

namespace {

void write_block(const void* bytes, std::size_t size) {
  unsigned char length[4];
  for (unsigned at = 0; at < 4; ++at) length[at] = static_cast<unsigned char>(size >> (8 * at));
  std::fwrite(length, 1, sizeof length, stdout);
  if (size > 0) std::fwrite(bytes, 1, size, stdout);
}

bool read_block(std::vector<std::uint8_t>& block) {
  unsigned char length[4];
  if (std::fread(length, 1, sizeof length, stdin) != sizeof length) return false;
  std::size_t size = 0;
  for (unsigned at = 4; at-- > 0;) size = (size << 8U) | length[at];
  block.resize(size);
  return size == 0 || std::fread(block.data(), 1, size, stdin) == size;
}

}  // namespace

extern "C" void stadtkern_emit(std::int32_t, const std::uint8_t* frame, std::size_t size) {
  write_block(frame, size);
}

int main() {
  constexpr std::uint32_t k_store_in_shell = 1;
  const std::int32_t handle = stadtkern_create(k_store_in_shell);
  std::vector<std::uint8_t> frame;
  while (read_block(frame)) {
    if (stadtkern_dispatch(handle, frame.data(), frame.size()) != 0) return 1;
    for (const std::uint32_t surface : {0U, 1U}) {
      const std::size_t size = stadtkern_view(handle, surface);
      write_block(stadtkern_view_data(handle), size);
    }
  }
  stadtkern_destroy(handle);
  return 0;
}
