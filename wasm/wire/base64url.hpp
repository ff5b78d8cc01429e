// base64url without padding (RFC 4648, section 5), read strictly: unused bits are zero, so every
// sequence of bytes has exactly one spelling.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stadtkern::wire {

// The bytes, or Code::malformed.
Result<Bytes> decode_base64url(std::string_view text);
std::string encode_base64url(BytesView bytes);

// True where `text` spells exactly `bytes` bytes.
bool is_base64url(std::string_view text, std::size_t bytes);
// How many bytes `text` spells; -1 where it spells none.
std::ptrdiff_t base64url_bytes(std::string_view text);

}  // namespace stadtkern::wire
