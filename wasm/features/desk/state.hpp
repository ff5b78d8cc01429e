// What the desk knows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/care/request/services.hpp"
#include "features/desk/letters.hpp"
#include "features/desk/order.hpp"
#include "features/desk/routes.hpp"
#include "features/desk/texts.hpp"
#include "features/desk/thread.hpp"
#include "port/events.hpp"

namespace stadtkern::desk {

enum class Door {
  unknown,   // the mailbox has not said yet
  outside,   // no keys on this device
  entering,  // joining or restoring
  inside,
  revoked  // the relay knows this device no more
};

// A deed under way, and what it was about. `deed` is a literal.
struct Errand {
  port::EffectId id = 0;
  std::string_view deed;
  std::string thread;
  std::string message;  // id of an answer or a word, where there is one
};

// A commit under way: the threads it keeps. What they have to say leaves once it is durable.
struct Commit {
  port::EffectId id = 0;
  std::vector<std::string> threads;
  std::vector<std::string> taken;  // keys of orders that it deletes, because they are in there
  std::string ordered;             // or the key of the order that it keeps
};

// To the other pages of the desk on this device. A word is a hint: what counts lies in the store.
inline constexpr const char* k_word = "desk";            // something was kept
inline constexpr const char* k_word_look = "desk-look";  // something moved at the relay
inline constexpr const char* k_word_door = "desk-door";  // the keys changed
inline constexpr const char* k_word_gone = "desk-gone";  // this device was revoked

struct State {
  std::string town;
  bool online = true;
  bool update_ready = false;
  Door door = Door::unknown;
  std::string invitation;
  std::optional<Key> trouble;  // why the last thing that was tried did not work
  bool saved = false;          // the last thing that was tried worked, and says so

  std::string inbox;
  std::string device;
  std::string digits;
  bool is_main = false;
  std::vector<DeviceLine> devices;
  std::optional<care::Services> list;
  std::optional<Key> list_trouble;
  care::Chosen levels = 0;

  std::vector<Thread> threads;  // in the order in which they arrived here
  std::string since;            // up to where the inbox was read: "EPOCH NUMBER"
  bool storing = true;          // false while the store refuses
  bool writer = false;          // this page holds the lock
  bool current = false;         // and has read since then what others wrote: it reads and writes
  bool listening = false;
  bool restored = false;    // the store was asked once
  std::size_t loading = 0;  // answers of the store that are awaited
  bool load_again = false;
  bool look_again = false;  // another page was about to keep something
  bool load_failed = false;
  bool loads_to_write = false;  // whether this load began with the lock
  std::int64_t load_number = 0;
  port::EffectId keys_id = 0;
  std::vector<std::pair<port::EffectId, std::string>> loads;
  std::vector<Thread> arriving;
  std::vector<Order> arriving_orders;
  std::string arriving_since;
  std::vector<Order> orders;  // said, and not in a thread of the store yet; none where this writes
  std::vector<std::pair<port::EffectId, Order>> unnamed;  // still without an id
  std::int64_t last_order_ms = 0;
  bool reading = false;
  bool read_again = false;
  std::vector<Errand> errands;
  std::vector<Commit> commits;
  std::vector<std::string>
      unkept;  // threads that the store refused: the next commit takes them too
  std::vector<std::string> undeleted;  // keys of orders that were taken up, likewise
};

Thread* find(State& state, std::string_view thread);
const Thread* find(const State& state, std::string_view thread);
// What the town's list says of this service; null where it is not in it.
const care::Service* own_service(const State& state);
care::Fit fit_of(const State& state, const care::Request& request);

}  // namespace stadtkern::desk
