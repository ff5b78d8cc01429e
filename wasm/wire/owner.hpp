// What the owner of a record sends and hears (PROTOCOL.md, "Owners"). Decoding is strict and total.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "wire/document.hpp"
#include "wire/feed.hpp"
#include "wire/sealed.hpp"

namespace stadtkern::wire {

inline constexpr std::size_t k_edit_body_bytes_max = 192 * 1024;
inline constexpr std::size_t k_join_body_bytes_max = 1024;
inline constexpr std::size_t k_form_bytes_max = 200;

// A field as its owner saw it and as it shall be.
struct Saying {
  std::string was;
  std::string now;
  bool operator==(const Saying&) const = default;
};
using Sayings = std::map<std::string, Saying, std::less<>>;

struct OwnerEdit {
  std::int64_t number = 0;
  Sayings fields;
};

// The invitation in it.
Result<std::string> decode_owner_join(BytesView bytes, Encoding encoding);
Bytes encode_owner_join(std::string_view invitation, Encoding encoding);

Result<OwnerEdit> decode_owner_edit(BytesView bytes, Encoding encoding);
Bytes encode_owner_edit(const OwnerEdit& edit, Encoding encoding);
Writer write_sayings(const Sayings& fields);
Sayings read_sayings(const Reader& map);

// What an edit may be answered with: how fields are now (409), the last number used (409), or where
// the journal stands (200).
struct EditAnswer {
  std::int64_t sequence = 0;
  std::int64_t number = 0;
  Fields present;
};
Result<EditAnswer> decode_edit_answer(BytesView bytes, Encoding encoding);

// What an owner signs: method and path, then the body as it is sent.
std::string owner_signed_text(std::string_view path, std::string_view body);

// "X.Y.SIGNATURE" of the field Authorization, behind its scheme.
struct OwnerCredential {
  Point key;
  std::string signature;
};
Result<OwnerCredential> decode_owner_credential(std::string_view text);
inline constexpr std::size_t k_owner_credential_letters = 43 + 1 + 43 + 1 + 86;

}  // namespace stadtkern::wire
