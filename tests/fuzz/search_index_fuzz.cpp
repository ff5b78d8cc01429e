// Any bytes as a stored index: refused, or searched without harm. Half of the inputs are bytes as
// they come, the others change places of an index that was built, so that damage is met behind the
// first check too. Both get a right checksum.
#include <cstring>

#include "search/index.hpp"

using namespace stadtkern::search;

namespace {

// A small index that has something in every section.
const stadtkern::Bytes& built() {
  static const stadtkern::Bytes bytes = [] {
    Builder builder;
    Document document;
    for (const char* name :
         {"Bäckerei Klein", "Schuhhaus Groß", "E-Bike Eck", "Hofladen am Wald"}) {
      document.name = name;
      document.kind = "Laden";
      document.description = "Brot, Brötchen, Schokolade und Schuhe";
      document.lat = 53.8;
      document.lon = 11.1;
      builder.add(document);
    }
    const Index index(builder.finish());
    return stadtkern::Bytes(index.store().begin(), index.store().end());
  }();
  return bytes;
}

// Changes of three bytes each, counted from the end or the beginning (the middle is a large table).
stadtkern::Bytes changed(const std::uint8_t* data, std::size_t size) {
  stadtkern::Bytes bytes = built();
  for (std::size_t i = 0; i + 3 <= size; i += 3) {
    const std::size_t place = (data[i] & 0x7FU) * 256U + data[i + 1];
    const std::size_t at = place % 2048;
    const bool from_end = (data[i] & 0x80U) != 0;
    bytes[from_end ? bytes.size() - 1 - at : at] = data[i + 2];
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  stadtkern::Bytes bytes = (data[0] & 0x80U) != 0 ? changed(data + 1, size - 1)
                                                  : stadtkern::Bytes(data + 1, data + size);
  seal(bytes);
  const auto index = Index::load(std::move(bytes));
  if (!index) return 0;
  const std::size_t query_size = data[0] % 32;
  const auto* text = reinterpret_cast<const char*>(data + 1);
  const std::string query(text, query_size < size - 1 ? query_size : size - 1);
  for (const std::string_view asked :
       {std::string_view(query), std::string_view("backerei"), std::string_view("bäkerei schu")}) {
    static_cast<void>(index.value().query(asked, {}));
  }
  return 0;
}
