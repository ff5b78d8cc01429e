// The target of a request (RFC 9112, section 3.2), decoded strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stadtkern::http {

struct Target {
  std::string path;  // decoded, starts with "/"
  std::string_view
      query;  // as it came, without "?"; lives as long as the bytes it was decoded from
};

// Takes origin form ("/path?query") and absolute form ("http://host/path?query"). Refused as
// malformed: broken percent escapes, text that is not UTF-8, control characters, backslashes, an
// escaped slash, empty segments, "." and "..".
Result<Target> decode_target(std::string_view target);

// The value of a query parameter as it came. Nothing where it is absent or named twice.
std::optional<std::string_view> parameter(std::string_view query, std::string_view name);

}  // namespace stadtkern::http
