// Maps of texts as blobs: CBOR.
#pragma once

#include "base/bytes.hpp"
#include "wire/feed.hpp"

namespace stadtkern::store {

Bytes encoded(const wire::Fields& fields);
// Throws sqlite::Broken.
wire::Fields decoded(BytesView bytes);

}  // namespace stadtkern::store
