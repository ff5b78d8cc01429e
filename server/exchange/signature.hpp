// Signatures and names of devices: ECDSA on P-256 with SHA-256 (RFC 7518, section 3.4), thumbprints
// (RFC 7638).
#pragma once

#include <string>
#include <string_view>

#include "wire/sealed.hpp"

namespace stadtkern::exchange {

// True where `signature` (r and s, 64 bytes in base64url) over `text` is by `key`, which must be a
// point of the curve.
bool is_signed(std::string_view text, std::string_view signature, const wire::Point& key);

// True where the key is a point of the curve other than infinity.
bool is_on_curve(const wire::Point& key);

// 43 characters.
std::string thumbprint(const wire::Point& key);

}  // namespace stadtkern::exchange
