// Orders to the shell, as plain data (MESSAGES.md, "Effects").
#pragma once

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
struct Tell {
  std::string text;
};
struct Focus {
  std::string element_id;
};
struct Wipe {
  EffectId id = 0;
};
struct ApplyUpdate {};

using Effect = std::variant<Render, Go, Fetch, Store, Load, Keys, Wake, Listen, Tell, Focus, Wipe,
                            ApplyUpdate>;

// The effects of one update, in order. Ids are given out here: 1, 2, 3, … for the life of a core.
class Effects {
 public:
  explicit Effects(EffectId& last_id) : last_id_(last_id) {}

  // Adds an order that expects an answer, and returns the id that the answer will carry.
  template <class Order>
  EffectId ask(Order order) {
    order.id = ++last_id_;
    all_.emplace_back(std::move(order));
    return last_id_;
  }
  // Adds an order without an answer.
  template <class Order>
  void order(Order order) {
    all_.emplace_back(std::move(order));
  }
  std::vector<Effect> take() { return std::move(all_); }

 private:
  EffectId& last_id_;
  std::vector<Effect> all_;
};

Bytes encode_effect(const Effect& effect);

}  // namespace stadtkern::port
