// What a person said in a page that does not write (ARCHITECTURE.md, decision 37): kept in the
// store until the page that does has put it into its thread. Applying one twice changes nothing.
#pragma once

#include "features/desk/thread.hpp"

namespace stadtkern::desk {

// Stored: do not renumber.
enum class Deed { seen = 0, answer = 1, say = 2, take_back = 3 };

struct Order {
  Deed deed = Deed::seen;
  std::string thread;
  care::Answer answer = {};  // with `answer`
  std::string text = {};     // with `say`; with `take_back` the id of the answer that was seen
  std::string id = {};       // of the message that it makes; given by the mailbox
  std::string key = {};      // in the store; they sort by time. "": it needs none
  bool stored = false;
  std::int64_t stored_in = 0;  // the load that was the newest when it was stored
};

void apply(Thread& thread, const Order& order);

Bytes encode_order(const Order& order);
// Strict: nothing of a value that is not whole.
Result<Order> decode_order(std::string key, BytesView stored);

}  // namespace stadtkern::desk
