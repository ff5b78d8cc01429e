// Decoders of the wire: no input crashes them, and what they take they write again so that it is
// taken again.
#include <cstdint>
#include <cstdlib>

#include "wire/feed.hpp"
#include "wire/frame.hpp"
#include "wire/pack.hpp"
#include "wire/usage.hpp"

using namespace stadtkern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  if (const auto pack = wire::Pack::decode(Bytes(bytes.begin(), bytes.end())); pack.ok()) {
    for (std::size_t column = 0; column < pack.value().columns().size(); ++column) {
      for (std::size_t row = 0; row < pack.value().records(); ++row) {
        if (pack.value().value(column, row).size() > size) std::abort();
      }
    }
  }
  for (const auto encoding : {wire::Encoding::cbor, wire::Encoding::json}) {
    if (const auto changes = wire::decode_changes(bytes, encoding); changes.ok()) {
      if (!wire::decode_changes(wire::encode_changes(changes.value(), encoding), encoding).ok())
        std::abort();
    }
    if (const auto manifest = wire::decode_manifest(bytes, encoding); manifest.ok()) {
      if (!wire::decode_manifest(wire::encode_manifest(manifest.value(), encoding), encoding).ok())
        std::abort();
    }
  }
  for (const auto encoding : {wire::Encoding::cbor, wire::Encoding::json}) {
    const auto usage = wire::decode_usage(bytes, encoding);
    if (usage.ok() &&
        !wire::decode_usage(wire::encode_usage(usage.value()), wire::Encoding::cbor).ok())
      std::abort();
  }
  (void)wire::decode_publish(bytes);
  (void)wire::decode_frame(bytes);
  return 0;
}
