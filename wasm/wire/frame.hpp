// One message and the raw bytes that belong to it, as they cross between shell and core:
//   u32 little-endian length of the header · header (a CBOR map) · body (raw bytes, may be empty)
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "wire/document.hpp"

namespace stadtkern::wire {

struct Frame {
  Document header;
  BytesView body;  // lives as long as the bytes it was decoded from
};

Result<Frame> decode_frame(BytesView bytes);
Bytes encode_frame(const Writer& header, BytesView body);

}  // namespace stadtkern::wire
