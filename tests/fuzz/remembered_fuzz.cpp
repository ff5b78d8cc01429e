// What the server reads of its own files after a start: packs it remembers, and records in the
// database.
#include <cstdint>
#include <cstdlib>

#include "sqlite/database.hpp"
#include "store/sqlite/fields.hpp"
#include "sync/generation.hpp"
#include "wire/names.hpp"

using namespace stadtkern;

namespace {

void expect(bool right) {
  if (!right) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  if (const auto generations = sync::decode_generations(as_text(bytes)); generations.ok()) {
    const std::string once = sync::encode_generations(generations.value());
    const auto again = sync::decode_generations(once);
    expect(again.ok() && sync::encode_generations(again.value()) == once);
  }
  try {
    const wire::Fields fields = store::decoded(bytes);
    for (const auto& [name, value] : fields) {
      if (!wire::is_field(name)) return 0;  // nobody publishes such a name
    }
    expect(store::decoded(store::encoded(fields)) == fields);
  } catch (const sqlite::Broken&) {
    // said so: the record is not read
  }
  return 0;
}
