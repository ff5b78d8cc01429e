// What this device holds, in one value under the key TOWN/manifest: written last, in one
// transaction with what it no longer needs, so that a crash at any point leaves the old state or
// the new one.
#pragma once

#include <string>
#include <string_view>

#include "wire/feed.hpp"

namespace stadtkern::sync {

struct Stored {
  wire::Manifest manifest;
  wire::Changes overlay;  // what came after the packs
};

// Stored: the form begins with a version. Code::unsupported for a newer one, otherwise as the
// decoders of wire.
Bytes encode_stored(const Stored& stored);
Result<Stored> decode_stored(BytesView bytes);

// Stored: names of keys.
std::string manifest_key(std::string_view town);
std::string packs_prefix(std::string_view town);
std::string pack_key(std::string_view town, std::string_view collection, std::string_view part,
                     std::string_view hash);
// The hash in a pack's key, "" where the key is not one.
std::string_view hash_of_key(std::string_view key);

}  // namespace stadtkern::sync
