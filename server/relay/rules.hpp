// What may be done to the books, and what each deed does (RELAY.md). Written once for every store;
// deterministic: time and digests are given.
#pragma once

#include "relay/store.hpp"
#include "wire/relay.hpp"

namespace stadtkern::relay {

inline constexpr std::int64_t k_threads_max = 50'000;
inline constexpr std::int64_t k_inbox_held_max = 5'000;
inline constexpr std::int64_t k_thread_messages_max = 64;  // of the citizen
inline constexpr std::size_t k_thread_deliveries_max = 512;
inline constexpr std::int64_t k_thread_answers_max = 50;  // of one inbox
inline constexpr std::size_t k_devices_max = 32;
inline constexpr std::size_t k_expired_per_order = 256;

// A message as it came: its envelope, and the digest of the bytes that were sent.
struct Letter {
  std::string id;
  wire::Sealed sealed;
  std::string digest;
  std::vector<std::string> instead = {};  // of an answer: ids of those that it replaces
};

struct NewThread {
  Letter letter;  // its id is the thread's
  std::int64_t expires_s = 0;
  std::string capability;
  std::string receipt;
  bool worked = false;  // its proof of work holds
};

// The thread, if it is there for whoever shows this capability (its SHA-256).
std::optional<Thread> thread_for(Books& books, std::string_view id, std::string_view capability,
                                 std::int64_t now_s);

Outcome open_thread(Books& books, const NewThread& wanted, std::int64_t now_s);
Outcome write_on(Books& books, std::string_view thread, std::string_view capability,
                 const Letter& letter, std::int64_t now_s);
Outcome withdraw(Books& books, std::string_view thread, std::string_view capability,
                 std::int64_t now_s);

Outcome answer_thread(Books& books, std::string_view inbox, std::string_view thread,
                      const Letter& letter, std::int64_t now_s);
Outcome take_back(Books& books, std::string_view inbox, std::string_view thread,
                  std::string_view id, std::int64_t now_s);
Outcome say_opened(Books& books, std::string_view inbox, std::string_view thread,
                   std::string_view message, std::int64_t now_s);

// Removes what has expired, a portion at a time.
Outcome expire(Books& books, std::int64_t now_s);

struct NewInbox {
  Inbox inbox;
  Device device;
  std::string secret;  // SHA-256 of the invitation's
  std::string digest;  // of the bytes that were sent
};
Outcome join(Books& books, const NewInbox& wanted, std::int64_t now_s);
// `vouched`: the signature of the inbox's signing key holds.
using Vouched = std::function<bool(const wire::Point& signing_key)>;
Outcome add_device(Books& books, const Device& device, const Vouched& vouched);
Outcome revoke_device(Books& books, std::string_view inbox, std::string_view device,
                      const Vouched& vouched);

}  // namespace stadtkern::relay
