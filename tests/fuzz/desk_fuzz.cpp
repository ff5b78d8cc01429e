// What the mailbox reads and what a desk keeps: no input crashes a decoder, what one takes it
// writes again as the same, and letters from anybody take nothing away that the desk has.
#include <cstdint>
#include <cstdlib>

#include "features/desk/update.hpp"

using namespace stadtkern;

namespace {

constexpr std::int64_t k_now_ms = 1'700'000'000'000;

void expect(bool right) {
  if (!right) std::abort();
}

void fuzz_letters(BytesView bytes) {
  for (const desk::DeviceLine& one : desk::read_devices(bytes)) expect(one.made >= 0);
  const auto letters = desk::read_letters(bytes);
  if (!letters.ok()) return expect(!letters.error().expected.empty());
  std::size_t contents = 0;
  for (const desk::Letter& one : letters.value()) {
    expect(one.expires >= 0);
    contents += one.content.size();
  }
  expect(contents < bytes.size());
}

void fuzz_thread(BytesView bytes) {
  const auto thread = desk::decode_thread("a", bytes);
  if (!thread.ok()) return;
  const Bytes once = desk::encode_thread(thread.value());
  const auto again = desk::decode_thread("a", once);
  expect(again.ok() && desk::encode_thread(again.value()) == once);
}

void fuzz_order(BytesView bytes) {
  const auto order = desk::decode_order("a", bytes);
  if (!order.ok()) return;
  const Bytes once = desk::encode_order(order.value());
  const auto again = desk::decode_order("a", once);
  expect(again.ok() && desk::encode_order(again.value()) == once);
}

const std::string k_id = std::string(21, 'B') + "A";
const std::string k_inbox = std::string(21, 'C') + "A";

desk::State desk_inside() {
  desk::State state;
  state.town = "kernstadt";
  state.door = desk::Door::inside;
  state.inbox = k_inbox;
  state.restored = true;
  state.writer = true;
  state.current = true;
  desk::Thread thread;
  thread.id = k_id;
  thread.expires = k_now_ms / 1000 + 3600;
  thread.reply_key = {std::string(43, 'A'), std::string(43, 'A')};
  thread.thumbprint = std::string(43, 'A');
  thread.request.place = "kernstadt";
  state.threads.push_back(thread);
  return state;
}

// The same bytes are what `read` brought, again and again; "withdrawn" alone may take a request
// away.
void fuzz_reading(BytesView bytes) {
  desk::State state = desk_inside();
  const desk::Route route;
  port::EffectId last_id = 0;
  for (int turn = 0; turn < 3; ++turn) {
    port::Effects effects(last_id);
    (void)desk::update(state, {{k_now_ms}, port::FeedHinted{1}}, route, effects);
    const port::EffectId asked = state.errands.empty() ? 0 : state.errands.back().id;
    const port::Sealed read{asked, "", {{"since", "e 1"}}, Bytes(bytes.begin(), bytes.end())};
    (void)desk::update(state, {{k_now_ms}, read}, route, effects);
    const desk::Thread* held = desk::find(state, k_id);
    expect(held != nullptr);
    expect(held->fate == desk::Fate::withdrawn || held->request.place == "kernstadt");
    for (const desk::Thread& one : state.threads)
      expect(desk::decode_thread(one.id, desk::encode_thread(one)).ok());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  fuzz_letters(bytes);
  fuzz_thread(bytes);
  fuzz_order(bytes);
  fuzz_reading(bytes);
  (void)desk::route_of(as_text(bytes));
  return 0;
}
