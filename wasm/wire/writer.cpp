#include <nlohmann/json.hpp>

#include "wire/document.hpp"

namespace stadtkern::wire {

using nlohmann::json;

Writer::Writer() : content_(std::make_unique<json>(json::object())) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

Writer& Writer::text(const char* field, std::string_view value) {
  (*content_)[field] = std::string(value);
  return *this;
}

Writer& Writer::number(const char* field, std::int64_t value) {
  (*content_)[field] = value;
  return *this;
}

Writer& Writer::flag(const char* field, bool value) {
  (*content_)[field] = value;
  return *this;
}

Writer& Writer::texts(const char* field, const std::vector<std::string>& values) {
  (*content_)[field] = values;
  return *this;
}

Writer& Writer::map(const char* field, Writer value) {
  (*content_)[field] = std::move(*value.content_);
  return *this;
}

Writer& Writer::maps(const char* field, std::vector<Writer> values) {
  json all = json::array();
  for (Writer& value : values) all.push_back(std::move(*value.content_));
  (*content_)[field] = std::move(all);
  return *this;
}

Bytes Writer::encode(Encoding encoding) const {
  if (encoding == Encoding::cbor) return json::to_cbor(*content_);
  const std::string text = content_->dump(-1, ' ', false, json::error_handler_t::replace);
  return {text.begin(), text.end()};
}

}  // namespace stadtkern::wire
