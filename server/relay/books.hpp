// What the relay keeps, row by row. Two implementations are shipped, sqlite/ (what runs) and
// memory/ (tests and simulation); the rules above them are written once (rules.hpp).
//
// Promises: within one order of a store (store.hpp) every call sees the ones before it, and all of
// them last or none. Must not know: clocks, keys, what a message says.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "wire/sealed.hpp"

namespace stadtkern::relay {

enum class State : std::int64_t { held = 0, withdrawn = 1 };  // stored: do not renumber

struct Thread {
  std::string id;
  std::string capability;  // SHA-256 in base64url
  std::int64_t expires_s = 0;
  State state = State::held;
  std::int64_t number = 0;
  std::string receipt;
};

struct Message {
  std::string thread;
  std::string id;
  std::string sender;       // an inbox, "" for the citizen
  std::string digest;       // of the bytes that were sent
  std::int64_t number = 0;  // of the thread, at the last change
  State state = State::held;
  Bytes sealed;  // an envelope (stored.hpp); empty once withdrawn
};

// A message as it lies in one inbox.
struct Delivery {
  std::string inbox;
  std::int64_t number = 0;  // of the inbox, at the last change
  std::string thread;
  std::string message;
  State state = State::held;
  bool opened = false;
};

struct Inbox {
  std::string id;
  wire::Point signing_key;
  wire::Point sealing_key;
};

struct Device {
  std::string inbox;
  std::string name;  // thumbprint
  wire::Point key;
  bool revoked = false;
};

struct Invitation {
  std::string secret;  // SHA-256 in base64url
  std::string inbox;
  std::int64_t expires_s = 0;
  std::string used;  // digest of the joining that used it, "" while open
};

struct Counts {
  std::int64_t number = 0;  // the newest of an inbox
  std::int64_t held = 0;    // messages that lie in it
};

// One step of a page: false ends it.
using ReadDelivery = std::function<bool(const Delivery&, std::int64_t expires_s, BytesView sealed)>;
using ReadMessage = std::function<bool(const Message&, BytesView sealed)>;

class Books {
 public:
  virtual ~Books() = default;

  virtual std::string epoch() = 0;

  virtual std::optional<Thread> thread(std::string_view id) = 0;
  virtual void keep(const Thread& thread) = 0;  // new, or in place of the old one
  virtual std::int64_t threads() = 0;
  virtual std::vector<std::string> threads_expired(std::int64_t now_s, std::size_t max) = 0;
  // With all its messages and deliveries.
  virtual void remove_thread(std::string_view id) = 0;

  // Without its sealed bytes.
  virtual std::optional<Message> message(std::string_view thread, std::string_view id) = 0;
  virtual void keep(const Message& message) = 0;
  virtual std::int64_t messages(std::string_view thread, std::string_view sender) = 0;
  virtual void remove_messages(std::string_view thread) = 0;
  // What services said in the thread after `since`, by number.
  virtual void read_answers(std::string_view thread, std::int64_t since,
                            const ReadMessage& read) = 0;

  // Puts a message into an inbox and returns the inbox's number.
  virtual std::int64_t deliver(std::string_view inbox, std::string_view thread,
                               std::string_view message) = 0;
  virtual std::optional<Delivery> delivery(std::string_view thread, std::string_view message,
                                           std::string_view inbox) = 0;
  virtual std::vector<Delivery> deliveries(std::string_view thread) = 0;  // by message, inbox
  virtual bool reached(std::string_view thread, std::string_view inbox) = 0;
  virtual void mark_opened(const Delivery& delivery) = 0;
  // Marks it withdrawn under a new number of its inbox, which is returned.
  virtual std::int64_t mark_withdrawn(const Delivery& delivery) = 0;
  // What lies in the inbox and changed after `since`, by number.
  virtual void read_deliveries(std::string_view inbox, std::int64_t since,
                               const ReadDelivery& read) = 0;

  virtual std::optional<Inbox> inbox(std::string_view id) = 0;
  virtual std::vector<Inbox> inboxes() = 0;  // by id
  virtual void keep(const Inbox& inbox) = 0;
  virtual Counts counts(std::string_view inbox) = 0;
  virtual std::optional<Counts> room(std::string_view inbox) = 0;  // nothing: not registered
  // With its devices; what lies in it goes with the threads.
  virtual void remove_inbox(std::string_view id) = 0;

  virtual std::optional<Device> device(std::string_view inbox, std::string_view name) = 0;
  virtual std::vector<Device> devices(std::string_view inbox) = 0;  // by name
  virtual void keep(const Device& device) = 0;

  virtual std::optional<Invitation> invitation(std::string_view secret) = 0;
  virtual void keep(const Invitation& invitation) = 0;
  virtual void remove_invitations(std::int64_t expired_before_s) = 0;

  virtual std::optional<std::string> list(std::string_view name) = 0;
  virtual void keep_list(std::string_view name, std::string_view text) = 0;
};

}  // namespace stadtkern::relay
