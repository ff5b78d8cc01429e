#include "store/sqlite/fields.hpp"

#include "sqlite/database.hpp"
#include "wire/document.hpp"
#include "wire/names.hpp"

namespace stadtkern::store {

Bytes encoded(const wire::Fields& fields) {
  wire::Writer writer;
  for (const auto& [name, value] : fields) writer.text(name.c_str(), value);
  return writer.encode(wire::Encoding::cbor);
}

wire::Fields decoded(BytesView bytes) {
  const auto document = wire::Document::decode(bytes, wire::Encoding::cbor);
  if (!document.ok()) throw sqlite::Broken("fields that cannot be read");
  Error fault{Code::invalid, "", ""};
  wire::Fields fields;
  const wire::Reader root = document.value().root(&fault);
  root.each_own_text(
      2 * wire::k_record_fields_max, wire::k_value_bytes_max,
      [&](std::string_view name, const std::string& value) { fields.emplace(name, value); });
  if (root.faulty()) throw sqlite::Broken("fields that cannot be read");
  return fields;
}

}  // namespace stadtkern::store
