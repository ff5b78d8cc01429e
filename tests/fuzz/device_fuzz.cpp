// What the shell tells the core, what a device keeps of feed, entries and use, and addresses: no
// input crashes a decoder, and what one takes it writes again as the same.
#include <cstdint>
#include <cstdlib>

#include "base/url.hpp"
#include "features/care/routes.hpp"
#include "features/owner/stored.hpp"
#include "features/saved/routes.hpp"
#include "features/sync/stored.hpp"
#include "features/usage/usage.hpp"
#include "map/view.hpp"
#include "port/events.hpp"
#include "wire/owner.hpp"

using namespace stadtkern;

namespace {

void expect(bool right) {
  if (!right) std::abort();
}

void fuzz_address(std::string_view text) {
  if (const auto url = parse_url(text); url.ok()) {
    const auto again = parse_url(to_text(url.value()));
    expect(again.ok() && again.value() == url.value());
    if (const auto page = care::parse_page(url.value().segments)) (void)care::path_of(*page);
    (void)saved::parse_page(url.value().segments, url.value());
  }
  if (const auto view = map::parse_view(text)) {  // an address has fewer digits than may be typed
    const std::string once = map::view_text(*view);
    const auto again = map::parse_view(once);
    expect(again && map::view_text(*again) == once);
  }
}

void fuzz_owner(BytesView bytes) {
  owner::State state;
  state.town = "kernstadt";
  for (const char* what : {"key", "joining", "draft", "waiting/1", "past/1"})
    owner::put_back(state, std::string("kernstadt/owner/hof/") + what, bytes);
  owner::put_back(state, as_text(bytes), bytes);
  expect(owner::find_book(state, "hof") != nullptr);
  for (const auto encoding : {wire::Encoding::cbor, wire::Encoding::json}) {
    const auto joining = wire::decode_owner_join(bytes, encoding);
    if (!joining.ok()) continue;
    const auto again =
        wire::decode_owner_join(wire::encode_owner_join(joining.value(), encoding), encoding);
    expect(again.ok() && again.value() == joining.value());
  }
}

void fuzz_usage(BytesView bytes) {
  usage::State state;
  port::EffectId last_id = 0;
  port::Effects effects(last_id);
  state.load = 1;
  const port::Loaded loaded{1, true, Bytes(bytes.begin(), bytes.end())};
  (void)usage::update(state, {{1'700'000'000'000}, loaded}, "/", effects);
  expect(state.week >= 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  fuzz_address(as_text(bytes));
  fuzz_owner(bytes);
  fuzz_usage(bytes);
  (void)port::decode_event(bytes);
  if (const auto stored = sync::decode_stored(bytes); stored.ok())
    expect(sync::decode_stored(sync::encode_stored(stored.value())).ok());
  return 0;
}
