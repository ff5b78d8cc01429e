// Short words for the relay's rules in native tests: letters of the right form that nobody can
// read.
#pragma once

#include <future>
#include <string>
#include <vector>

#include "relay/rules.hpp"
#include "wire/base64url.hpp"

namespace stadtkern::testing {

inline constexpr std::int64_t k_now_s = 1'796'000'400;
inline constexpr std::int64_t k_tomorrow_s = 1'796'083'200;

inline std::string spelled(std::size_t bytes, std::uint8_t seed) {
  return wire::encode_base64url(Bytes(bytes, seed));
}
inline std::string id_of(std::uint8_t seed) {
  return spelled(16, seed);
}
inline std::string capability_of(std::uint8_t seed) {
  return spelled(32, seed);
}
inline wire::Point point_of(std::uint8_t seed) {
  return {spelled(32, seed), spelled(32, static_cast<std::uint8_t>(seed + 1))};
}

// `mark` stands in the ciphertext, so that files can be searched for it.
inline wire::Sealed sealed_for(const std::vector<std::string>& inboxes, std::uint8_t mark = 7) {
  wire::Sealed sealed{
      "eyJlbmMiOiJBMjU2R0NNIn0", spelled(12, mark), spelled(1024, mark), spelled(16, mark), {}};
  for (const std::string& inbox : inboxes) {
    sealed.recipients.push_back({inbox, true, point_of(mark), spelled(40, mark)});
  }
  return sealed;
}

inline relay::Letter letter(std::uint8_t id, const std::vector<std::string>& inboxes,
                            const std::string& digest = "digest") {
  return {id_of(id), sealed_for(inboxes), digest};
}

inline relay::NewThread thread(std::uint8_t id, const std::vector<std::string>& inboxes,
                               std::int64_t expires_s = k_tomorrow_s) {
  return {letter(id, inboxes), expires_s, capability_of(id), "AAAA", true};
}

inline relay::Outcome ask(relay::Store& store, relay::Order order) {
  std::promise<relay::Outcome> promise;
  auto outcome = promise.get_future();
  store.write(std::move(order), [&](const relay::Outcome& answer) { promise.set_value(answer); });
  return outcome.get();
}

inline void add_inbox(relay::Store& store, std::uint8_t id) {
  ask(store, [&](relay::Books& books) {
    books.keep(relay::Inbox{id_of(id), point_of(id), point_of(id)});
    return relay::Outcome{};
  });
}

}  // namespace stadtkern::testing
