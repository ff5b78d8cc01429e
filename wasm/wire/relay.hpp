// What is sent to the relay (RELAY.md). Decoding is strict and total: unknown fields are refused,
// and an error names the first field at fault. Not part of the citizen's program: it only writes
// these messages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wire/sealed.hpp"

namespace stadtkern::wire {

inline constexpr std::int64_t k_relay_version = 1;
inline constexpr std::int64_t k_expiry_step_s = 3600;
inline constexpr std::int64_t k_lifetime_s_max = std::int64_t{31} * 24 * 3600;
inline constexpr std::size_t k_receipt_bytes_max = 512;
inline constexpr std::size_t k_instead_max = 64;
inline constexpr std::size_t k_thread_body_bytes_max = 80 * 1024;
inline constexpr std::size_t k_answer_body_bytes_max = 32 * 1024;
inline constexpr std::size_t k_small_body_bytes_max = 8 * 1024;

// PUT threads/ID
struct Opening {
  std::int64_t expires_s = 0;
  std::string capability;  // its SHA-256 in base64url
  std::string receipt;     // "" where there is none
  std::int64_t proof = 0;
  Sealed sealed;
};

// PUT …/answers/ID
struct Answering {
  Sealed sealed;
  std::vector<std::string> instead;  // ids of the answers that it replaces
};

// POST inboxes
struct Joining {
  std::string inbox;   // of the invitation
  std::string secret;  // of the invitation
  Point signing_key;
  Point sealing_key;
  Point device;
  std::string signature;
};

// PUT inboxes/INBOX/devices/DEVICE
struct DeviceKey {
  Point key;
  std::string signature;
};

// POST inboxes/INBOX/revocations
struct Revocation {
  std::string device;
  std::string signature;
};

// POST inboxes/INBOX/sessions
struct SignedChallenge {
  std::string device;
  std::string challenge;
  std::string signature;
};

Result<Opening> decode_opening(BytesView bytes, Encoding encoding);
Bytes encode_opening(const Opening& opening, Encoding encoding);

// PUT threads/ID/messages/MESSAGE
Result<Sealed> decode_letter(BytesView bytes, Encoding encoding);
Bytes encode_letter(const Sealed& sealed, Encoding encoding);
Result<Answering> decode_answering(BytesView bytes, Encoding encoding);
Bytes encode_answering(const Answering& answering, Encoding encoding);

Result<Joining> decode_joining(BytesView bytes, Encoding encoding);
Bytes encode_joining(const Joining& joining, Encoding encoding);
Result<DeviceKey> decode_device_key(BytesView bytes, Encoding encoding);
Result<Revocation> decode_revocation(BytesView bytes, Encoding encoding);
Result<void> decode_wish_for_challenge(BytesView bytes, Encoding encoding);
Result<SignedChallenge> decode_signed_challenge(BytesView bytes, Encoding encoding);

// The text whose SHA-256 begins with zeros.
std::string proof_text(std::string_view salt, std::string_view id, std::int64_t expires_s,
                       std::int64_t proof);
// The text that is signed: "stadtkern-relay-1 DEED\nTOWN\nINBOX\nONE\nTWO"; `two` may be empty.
std::string signed_text(std::string_view deed, std::string_view town, std::string_view inbox,
                        std::string_view one, std::string_view two = "");
// What the thumbprint of a key is the SHA-256 of (RFC 7638, section 3).
std::string thumbprint_text(const Point& key);

}  // namespace stadtkern::wire
