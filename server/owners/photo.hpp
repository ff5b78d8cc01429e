// A photo in three sizes as the browser of an owner made it, and the folder where it is kept
// (wire/PROTOCOL.md, "photos").
//
// Promises: types and measures are read from the bytes, not believed; a name is the hash of
// everything that stands under it, so nobody can put another picture there; files appear whole.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace stadtkern::owners {

inline constexpr std::size_t k_photo_body_bytes_max = 1024 * 1024;
inline constexpr std::array<int, 3> k_photo_widths{320, 640, 1280};

struct Photo {
  std::string_view ending;         // "webp" or "jpg"
  std::array<BytesView, 3> sizes;  // in the order of k_photo_widths; live as long as the body
};
Result<Photo> read_photo(BytesView body);

// 22 characters of base64url.
std::string photo_name(BytesView body);

// Returns when the disk holds all sizes; false where it does not.
bool keep_photo(const std::string& folder, const std::string& name, const Photo& photo);

}  // namespace stadtkern::owners
