// How large a picture is, read from its bytes without decoding it: WebP (RFC 9649) and JPEG (ITU-T
// T.81).
//
// Promises: what is answered with measures is one whole still picture that carries no metadata: no
// Exif, no XMP, no comment, nothing behind its end. Must not know: pixels.
#pragma once

#include <optional>

#include "base/bytes.hpp"

namespace stadtkern::owners {

struct Measures {
  int width = 0;   // pixels
  int height = 0;  // pixels
  bool operator==(const Measures&) const = default;
};

// Nothing where the bytes are no such picture.
std::optional<Measures> webp_measures(BytesView file);
std::optional<Measures> jpeg_measures(BytesView file);

}  // namespace stadtkern::owners
