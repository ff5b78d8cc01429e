#include "wire/frame.hpp"

namespace stadtkern::wire {

Result<Frame> decode_frame(BytesView bytes) {
  constexpr std::size_t k_length_bytes = 4;
  if (bytes.size() < k_length_bytes) return Error{Code::malformed, "", "a header length"};
  std::size_t length = 0;
  for (std::size_t at = k_length_bytes; at-- > 0;) length = (length << 8U) | bytes[at];
  if (length > bytes.size() - k_length_bytes) return Error{Code::malformed, "", "a whole header"};
  auto header = Document::decode(bytes.subspan(k_length_bytes, length), Encoding::cbor);
  if (!header.ok()) return header.error();
  return Frame{std::move(header).value(), bytes.subspan(k_length_bytes + length)};
}

Bytes encode_frame(const Writer& header, BytesView body) {
  const Bytes head = header.encode(Encoding::cbor);
  Bytes frame;
  frame.reserve(4 + head.size() + body.size());
  for (unsigned shift = 0; shift < 32; shift += 8) {
    frame.push_back(static_cast<std::uint8_t>(head.size() >> shift));
  }
  frame.insert(frame.end(), head.begin(), head.end());
  frame.insert(frame.end(), body.begin(), body.end());
  return frame;
}

}  // namespace stadtkern::wire
