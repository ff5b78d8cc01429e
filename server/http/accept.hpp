// What a client takes (RFC 9110, sections 12.5 and 13.1.2). Unreadable elements are passed over.
#pragma once

#include <string_view>

namespace stadtkern::http {

enum class Coding { identity, gzip, br };

// The best prepared form by weight, at equal weight the smallest. Without a field: identity.
Coding choose_coding(std::string_view accept_encoding, bool has_br, bool has_gzip);

// True where `application/json` is named and weighs more than `application/cbor`. Wildcards mean
// CBOR (PROTOCOL.md, Encodings).
bool prefers_json(std::string_view accept);

// If-None-Match by weak comparison.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace stadtkern::http
