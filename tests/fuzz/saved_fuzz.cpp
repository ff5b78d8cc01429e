// A file of the saved list: no input crashes the decoder, what it takes it writes again as the same
// list, and laying it over itself changes nothing.
#include <cstdint>
#include <cstdlib>

#include "features/saved/merge.hpp"

using namespace stadtkern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto list = saved::decode(BytesView(data, size));
  if (!list.ok()) return 0;
  const auto again = saved::decode(saved::encode(list.value(), "kernstadt"));
  if (!again.ok() || again.value() != list.value()) std::abort();
  if (!saved::merge(list.value(), list.value()).changed.empty()) std::abort();
  return 0;
}
