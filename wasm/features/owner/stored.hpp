// What lies in the device's store. Stored: TOWN/owner/SLUG/key, …/joining (an invitation), …/draft,
// …/waiting/NUMBER and …/past/NUMBER, the last three CBOR maps as PROTOCOL.md has edits;
// …/photo/NAME as it is sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "features/owner/entry.hpp"

namespace stadtkern::owner {

std::string stored_prefix(std::string_view town);  // "TOWN/owner/"
std::string stored_key(const State& state, std::string_view slug, std::string_view what,
                       std::int64_t number = 0);
// The slug in a key of ours, "" where it is none.
std::string_view slug_in(std::string_view prefix, std::string_view key);

std::string photo_key(const State& state, std::string_view slug, std::string_view name);
bool is_photo_key(std::string_view prefix, std::string_view key);

// Puts a value that was loaded where it belongs. What cannot be read is as if it were not there.
void put_back(State& state, std::string_view key, BytesView value);

}  // namespace stadtkern::owner
