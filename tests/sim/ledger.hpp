// What the relay acknowledged, in the order in which it did: the truth that everybody's state is
// held against.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace stadtkern::sim {

struct Ledger {
  struct Answer {
    std::string inbox;
    Bytes payload;  // as the device signed it
    bool words = false;
    bool held = false;  // the relay said 201
    bool gone = false;  // the relay said that it is taken back
    std::int64_t order = 0;
  };
  struct Message {
    std::set<std::string> inboxes;
    std::set<std::string> opened;  // by devices that said so
  };
  struct Thread {
    std::string marker;  // what the citizen wrote, one of its kind
    std::int64_t expires_s = 0;
    bool withdrawn = false;
    std::map<std::string, Message> messages;
    std::map<std::string, Answer> answers;
  };

  std::map<std::string, Thread> threads;       // that the relay said it holds
  std::map<std::string, std::string> markers;  // marker: thread
  std::map<std::string, Answer> written;       // what devices have signed, sent or not
  std::set<std::string> consented;             // markers of requests that somebody sent
  std::int64_t orders = 0;
};

}  // namespace stadtkern::sim
