// JSON (RFC 8259) as text: in the order of writing, UTF-8, the shortest digits that name a number.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace stadtkern::prerender {

using Json = nlohmann::ordered_json;

inline std::string json_text(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Adds a field unless it would say nothing.
inline void add(Json& object, const char* field, std::string_view text) {
  if (!text.empty()) object[field] = text;
}

}  // namespace stadtkern::prerender
