// One request with all that was said about it, as this device keeps it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/care/request/answer.hpp"

namespace stadtkern::desk {

// Of the citizen and of the service, each: the relay takes no more in a thread.
inline constexpr std::size_t k_messages_max = 64;

// What became of a request. Stored: do not renumber.
enum class Fate { held = 0, withdrawn = 1, expired = 2 };

// A word of ours on its way.
struct Sending {
  std::string id;
  bool sent = false;
  bool refused = false;  // the relay takes it at no time
  bool heard = false;    // of the relay, by this page and not from its disk

  bool waits() const { return !sent && !refused; }
};

struct Received {
  std::string id;
  care::Words words;
};
struct Said {
  Sending sending;
  std::string text;
};
struct Answered {
  Sending sending;
  care::Answer answer;
  std::vector<std::string> instead;  // ids of earlier answers, which this one replaces
};

struct Thread {
  std::string id;
  std::int64_t expires = 0;  // seconds since 1970
  std::int64_t arrived_ms = 0;
  Fate fate = Fate::held;  // otherwise nothing below is left
  bool seen = false;       // somebody looked at it here
  wire::Point reply_key;   // of the citizen
  std::string thumbprint;  // of that key
  care::Request request;
  std::vector<Received> received;
  std::vector<Said> said;
  bool forgot = false;  // an answer that this device does not know may stand (decision 38)
  std::optional<Answered> answered;
  std::vector<std::string> taking_back;  // ids of answers to be taken back, still to be done
  std::vector<std::string> unsaid;       // ids of messages that the relay does not know opened yet
};

// Lists of names in which each stands once.
bool has(const std::vector<std::string>& all, const std::string& one);
void add_once(std::vector<std::string>& all, const std::string& one);

// What is left of a request that is over: that there was one, and until when it would have lived.
void forget_content(Thread& thread, Fate fate);
// Whether the person wrote last, and wants to hear from the service.
bool wants_contact(const Thread& thread);

Bytes encode_thread(const Thread& thread);
// Strict: nothing of a value that is not whole.
Result<Thread> decode_thread(std::string id, BytesView stored);

}  // namespace stadtkern::desk
