// SHA-256 (FIPS 180-4), as it stands in ETags, names of packs and comparisons.
#pragma once

#include <string>
#include <string_view>

namespace stadtkern::http {

// base64url without padding (RFC 4648, section 5): 43 characters.
std::string sha256_base64url(std::string_view content);

// Compares in a time that depends on neither content.
bool same_secret(std::string_view left, std::string_view right);

// `bytes` random bytes in base64url, from the system's generator. Empty where it fails.
std::string random_base64url(std::size_t bytes);

}  // namespace stadtkern::http
