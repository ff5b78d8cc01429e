// Orders to the shell, as plain data (MESSAGES.md, "Effects").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "port/events.hpp"

namespace stadtkern::port {

struct Render {
  std::string_view reason;  // "navigation", "input" or "update"
  std::string title;
  std::string lang;
  std::string url;
  int status = 200;
  bool settled = true;
};
struct Go {
  std::string url;
};
struct Fetch {
  EffectId id = 0;
  std::string url;
  std::string accept;
  std::string integrity;  // "sha256-…" (Subresource Integrity) or ""
  std::int64_t max_bytes = 0;
  std::int64_t timeout_ms = 0;
  std::string_view method = "GET";
  std::string authorization = {};      // the whole field, or ""
  std::string_view content_type = {};  // of the body
  Bytes body = {};
};
struct Put {
  std::string key;
  Bytes value;
  bool fresh = false;  // the key must not be there: else nothing of it is stored ("taken")
};
struct Store {
  EffectId id = 0;
  std::vector<Put> puts;
  std::vector<std::string> deletes;
};
struct Load {
  EffectId id = 0;
  std::string key;
};
struct Keys {
  EffectId id = 0;
  std::string prefix;
};
struct Wake {
  Instant at;
};
struct Listen {
  std::string url;  // "" to stop
};
// One stream that takes a word of authorization, beside the town's.
struct Watch {
  std::string url;  // "" to stop
  std::string authorization;
};
struct Tell {
  std::string text;
};
// A download. The body of application/json is CBOR (MESSAGES.md).
struct OfferFile {
  std::string file;
  std::string_view content_type;
  Bytes body;
};
// Hands words on to people or programs of the person's choice, or into the clipboard.
struct Share {
  enum class Way { any, copy };
  EffectId id = 0;
  Way way = Way::any;
  std::string title;
  std::string text;
};
struct Print {};
struct Focus {
  std::string element_id;
};
struct Wipe {
  EffectId id = 0;
};
struct Locate {
  EffectId id = 0;
};
struct ApplyUpdate {};
// Random bytes of the browser's own generator, 1 to 64.
struct Randomize {
  EffectId id = 0;
  std::int64_t bytes = 0;
};
// One deed with keys, which never leave the shell (MESSAGES.md, "Sealing").
struct Seal {
  EffectId id = 0;
  std::string_view deed;
  std::map<std::string, std::string> words;
  Bytes body;
};

using Effect = std::variant<Render, Go, Fetch, Store, Load, Keys, Wake, Listen, Watch, Tell, Focus,
                            Wipe, Locate, ApplyUpdate, Randomize, Seal, OfferFile, Share, Print>;

// The effects of one update, in order. Ids are given out here: 1, 2, 3, … for the life of a core.
class Effects {
 public:
  explicit Effects(EffectId& last_id) : last_id_(last_id) {}

  // Adds an order that expects an answer, and returns the id that the answer will carry.
  template <class Order>
  EffectId ask(Order order) {
    order.id = ++last_id_;
    append(Effect(std::move(order)));
    return last_id_;
  }
  // Adds an order without an answer.
  template <class Order>
  void order(Order order) {
    append(Effect(std::move(order)));
  }
  // Moves the focus into the page that comes of the same event: always the last order.
  void focus(std::string element_id) { focus_ = std::move(element_id); }

  std::vector<Effect> take() {
    if (!focus_.empty()) order(Focus{std::move(focus_)});
    return std::move(all_);
  }

 private:
  void append(Effect effect);  // in one place: growing is much code

  EffectId& last_id_;
  std::vector<Effect> all_;
  std::string focus_;
};

Bytes encode_effect(const Effect& effect);

}  // namespace stadtkern::port
