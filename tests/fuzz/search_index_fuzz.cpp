// Any bytes as a stored index, with and without a right checksum: refused, or searched without
// harm.
#include <cstring>

#include "search/index.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::size_t query_size = data[0] % 32;
  stadtkern::Bytes bytes(data + 1, data + size);
  stadtkern::search::seal(bytes);
  const auto index = stadtkern::search::Index::load(std::move(bytes));
  if (!index) return 0;
  const auto* text = reinterpret_cast<const char*>(data + 1);
  const std::string query(text, query_size < size - 1 ? query_size : size - 1);
  for (const std::string_view asked :
       {std::string_view(query), std::string_view("backerei"), std::string_view("sch")}) {
    static_cast<void>(index.value().query(asked, {}));
  }
  return 0;
}
