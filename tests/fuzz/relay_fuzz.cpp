// Whatever is sent to the relay is refused, or taken, written again and taken again as the same; it
// is stored and read without a change, and no place of the relay is found under a wrong name.
#include <cstdlib>

#include "relay/place.hpp"
#include "relay/stored.hpp"
#include "wire/base64url.hpp"
#include "wire/relay.hpp"

using namespace stadtkern;
using wire::Encoding;

namespace {

void expect(bool right) {
  if (!right) std::abort();
}

void fuzz_envelope(const wire::Sealed& sealed) {
  expect(relay::from_stored(relay::to_stored(sealed)) == sealed);
}

void fuzz_messages(BytesView bytes, Encoding encoding) {
  if (const auto opening = wire::decode_opening(bytes, encoding); opening.ok()) {
    const Bytes written = wire::encode_opening(opening.value(), encoding);
    const auto again = wire::decode_opening(written, encoding);
    expect(again.ok() && wire::encode_opening(again.value(), encoding) == written);
    fuzz_envelope(opening.value().sealed);
  }
  if (const auto letter = wire::decode_letter(bytes, encoding); letter.ok()) {
    const auto again = wire::decode_letter(wire::encode_letter(letter.value(), encoding), encoding);
    expect(again.ok() && again.value() == letter.value());
    fuzz_envelope(letter.value());
  }
  if (const auto answering = wire::decode_answering(bytes, encoding); answering.ok()) {
    const Bytes written = wire::encode_answering(answering.value(), encoding);
    const auto again = wire::decode_answering(written, encoding);
    expect(again.ok() && wire::encode_answering(again.value(), encoding) == written);
    fuzz_envelope(answering.value().sealed);
  }
  if (const auto joining = wire::decode_joining(bytes, encoding); joining.ok()) {
    expect(wire::decode_joining(wire::encode_joining(joining.value(), encoding), encoding).ok());
  }
  (void)wire::decode_device_key(bytes, encoding);
  (void)wire::decode_revocation(bytes, encoding);
  (void)wire::decode_signed_challenge(bytes, encoding);
  (void)wire::decode_wish_for_challenge(bytes, encoding);
}

void fuzz_place(std::string_view text) {
  const relay::Place place = relay::place_of(text);
  if (place.kind == relay::Place::Kind::none) return;
  expect(place.thread.empty() || wire::is_relay_id(place.thread));
  expect(place.inbox.empty() || wire::is_relay_id(place.inbox));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  fuzz_messages(bytes, Encoding::json);
  fuzz_messages(bytes, Encoding::cbor);
  fuzz_place(as_text(bytes));
  if (const auto decoded = wire::decode_base64url(as_text(bytes)); decoded.ok()) {
    expect(wire::encode_base64url(decoded.value()) == as_text(bytes));
  }
  (void)relay::from_stored(bytes);
  return 0;
}
