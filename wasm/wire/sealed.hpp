// The envelope of RELAY.md: a JWE (RFC 7516) in its general form, one wrapped key per recipient.
// Only the form is checked here; nobody in this room holds a key.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "wire/document.hpp"

namespace stadtkern::wire {

inline constexpr std::size_t k_recipients_max = 128;
// Sizes of padded plaintexts and so of ciphertexts. Sent: do not change without a new version.
inline constexpr std::array<std::size_t, 5> k_ciphertext_bytes = {1024, 2048, 4096, 8192, 16384};

bool is_relay_id(std::string_view text);  // 16 bytes in base64url
bool is_digest(std::string_view text);    // 32 bytes in base64url: hashes, secrets, thumbprints

// A P-256 point; coordinates as they were sent, 32 bytes each in base64url.
struct Point {
  std::string x;
  std::string y;
  bool operator==(const Point&) const = default;
};

// A public key as a JWK (RFC 7517) of exactly kty, crv, x, y.
Point read_point(const Reader& jwk);
Writer write_point(const Point& point);

struct Recipient {
  std::string inbox;       // "" for the citizen
  bool has_header = true;  // false: alg and epk stand in the protected header
  Point ephemeral;         // empty without a header
  std::string encrypted_key;
  bool operator==(const Recipient&) const = default;
};

struct Sealed {
  std::string protected_header;
  std::string iv;
  std::string ciphertext;
  std::string tag;
  std::vector<Recipient> recipients;
  bool operator==(const Sealed&) const = default;
};

enum class Audience { inboxes, citizen };

// Reads the envelope in `jwe`; the first fault names its field.
Sealed read_sealed(const Reader& jwe, Audience audience);
Writer write_sealed(const Sealed& sealed);
// The flattened form with one wrapped key, as a recipient gets it.
Writer write_flattened(const Sealed& sealed, const Recipient& recipient);

}  // namespace stadtkern::wire
