// A request that was sent, or waits to be: everything this device keeps of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "features/care/request/answer.hpp"
#include "features/care/request/services.hpp"

namespace stadtkern::care {

inline constexpr std::size_t k_said_max = 2000;

// Stored: do not renumber.
enum class Phase {
  sealing = 0,      // not stored yet: the draft is still there
  waiting = 1,      // sealed and stored; leaves when there is a connection
  held = 2,         // the relay has it
  withdrawing = 3,  // the person took it back; the relay does not know yet
  withdrawn = 4,
  expired = 5,
  failed = 6,     // the relay refuses it, or no service is left
  restoring = 7,  // from a receipt
  unknown = 8     // the relay knows no request with this receipt
};

struct Recipient {
  std::string inbox;
  std::string name;
  std::string phone;
  wire::Point signing_key;  // both empty where the town's list does not name it
  wire::Point sealing_key;
  bool dropped = false;    // lost the town's signature before the request left
  bool opened = false;     // a device of this service said that it read the request
  bool contacted = false;  // knows who the citizen is
  std::string answer_id;   // "" without an answer
  Answer answer;
};

// Something that was written on, by either side.
struct Said {
  bool mine = false;
  bool held = false;     // the relay has it
  bool opened = false;   // the service's device read it
  bool refused = false;  // the relay does not take it
  std::string inbox;
  std::string id;
  Words words;
  std::string jwe;  // sealed, until the relay has it
};

// A message of a service that was not opened yet. Memory only.
struct Letter {
  std::string id;
  std::string inbox;
  Bytes jwe;
};

struct Thread {
  int number = 0;
  Phase phase = Phase::sealing;
  Bytes secret;  // of the receipt
  std::string id;
  std::string capability;
  std::string digest;
  std::string receipt;
  std::string thumbprint;  // of the reply key
  wire::Point reply_key;
  std::int64_t expires = 0;  // seconds since 1970, a full hour
  std::int64_t list_number = 0;
  std::optional<Request> request;  // not on a device that came by the receipt
  std::vector<Recipient> recipients;
  std::vector<Said> said;
  std::string jwe;  // as JSON, until the relay has it
  std::string epoch;
  std::int64_t since = 0;
  bool leaving = false;  // the relay may have it: from here on it can only be withdrawn

  // Memory only: what is under way.
  std::int64_t proof = -1;
  bool list_checked = false;  // since there is a connection
  bool stored = true;         // false while the store lacks the newest
  int failures = 0;
  Instant due;  // of the next word to the relay
  std::vector<Letter> letters;
  std::int64_t since_next = 0;  // reached once the letters are opened
  bool unreadable = false;      // something came that was not by whom it said

  Recipient* find(std::string_view inbox);
  const Recipient* find(std::string_view inbox) const;
  bool is_over() const {
    return phase == Phase::withdrawn || phase == Phase::expired || phase == Phase::failed ||
           phase == Phase::unknown;
  }
};

// Stored: CBOR with a version. Nothing where the bytes are not a thread of this version.
Bytes encode_thread(const Thread& thread);
std::optional<Thread> decode_thread(BytesView bytes);

// Leaves nothing but that there was a request, and how it ended.
void forget_content(Thread& thread);

}  // namespace stadtkern::care
