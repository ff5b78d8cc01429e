// The relay of one town (wire/RELAY.md): what answers under /api/v1/TOWN/relay. It accepts, holds,
// hands out and forgets sealed messages; it cannot read one.
//
// Nothing of a request reaches a log or a counter.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "exchange/meter.hpp"
#include "http/desk.hpp"
#include "http/service.hpp"
#include "relay/door.hpp"
#include "relay/place.hpp"
#include "relay/proof.hpp"
#include "relay/store.hpp"
#include "relay/sweeper.hpp"
#include "relay/topics.hpp"
#include "wire/document.hpp"

namespace stadtkern::relay {

struct RelayRules {
  std::string town;
  std::string operator_token;
  int per_hour = 360;  // threads per caller, messages per inbox; 0: no limit
  int work_bits = k_work_bits;
  std::chrono::milliseconds sweep_every{30'000};  // 0: whoever owns the store sweeps
  std::function<std::string()> salt;              // of the proof of work: the feed's epoch
  std::function<std::int64_t()> now_s;            // seconds since 1970 UTC
  std::function<Door::Moment()> moment = [] { return std::chrono::steady_clock::now(); };
};

class Relay final : public http::Service {
 public:
  Relay(RelayRules rules, std::unique_ptr<Store> store);

  http::Admission admit(const http::Request& head) override;
  void serve(http::Request& request, http::Reply reply) override;

  // "/api/v1/TOWN/relay"; also what lies below it.
  static std::string prefix(const std::string& town);

  bool healthy() const { return store_->healthy(); }

 private:
  using Respond = std::function<http::Response(const Outcome&)>;

  std::optional<http::Response> refuse_caller(const Place& place, const http::Request& head);
  bool may_watch(const Place& place, const http::Request& head) const;
  std::optional<http::Response> refuse_crowd(const Place& place, const http::Request& head);

  // What needs no right, or a capability (citizens.cpp).
  void serve_about(const http::Request& request, const http::Reply& reply);
  void serve_thread(const Place& place, http::Request& request, const http::Reply& reply);
  void open_thread(const Place& place, http::Request& request, const http::Reply& reply);
  void show_thread(const Place& place, const http::Request& request, const http::Reply& reply);
  void write_on(const Place& place, http::Request& request, const http::Reply& reply);
  void stream_thread(const Place& place, const http::Request& request, const http::Reply& reply);
  std::optional<http::Response> refuse_busy_inbox(const wire::Sealed& sealed);

  // What services and their devices do (services.cpp).
  void serve_joining(http::Request& request, const http::Reply& reply);
  void serve_device(const Place& place, http::Request& request, const http::Reply& reply);
  void serve_revocation(const Place& place, http::Request& request, const http::Reply& reply);
  void serve_challenge(const http::Request& request, const http::Reply& reply);
  void serve_session(const Place& place, http::Request& request, const http::Reply& reply);
  void show_inbox(const Place& place, const http::Request& request, const http::Reply& reply);
  void stream_inbox(const Place& place, const http::Reply& reply);
  void serve_opened(const Place& place, const http::Reply& reply);
  void serve_answer(const Place& place, http::Request& request, const http::Reply& reply);
  void serve_list(const Place& place, http::Request& request, const http::Reply& reply);

  // Answers when the order is durable, and tells the streams.
  void order(Order order, const http::Reply& reply, Respond respond);
  // Looks into the books off the event loop; `look` gives the answer.
  void look(const http::Reply& reply, std::function<http::Response(Books&)> look);

  RelayRules rules_;
  std::string watch_token_;
  std::string base_;
  exchange::Meter callers_;
  exchange::Meter inboxes_;
  Door door_;
  Topics topics_;
  // Closed in this order from the last: whoever still works in them finds the rest.
  std::unique_ptr<Store> store_;
  http::Desk reading_{1024};
  std::optional<Sweeper> sweeper_;
};

}  // namespace stadtkern::relay
