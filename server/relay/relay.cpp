#include "relay/relay.hpp"

#include "http/digest.hpp"
#include "relay/answers.hpp"
#include "wire/relay.hpp"

namespace stadtkern::relay {
namespace {

using http::problem;
using http::Response;
using Kind = Place::Kind;

constexpr std::size_t k_list_bytes_max = 256 * 1024;
constexpr std::size_t k_digest_letters = 43;

bool with_body(Kind kind, http::Method method) {
  return kind != Kind::opened && (method == http::Method::put || method == http::Method::post);
}

std::size_t body_bytes_max(Kind kind) {
  if (kind == Kind::thread || kind == Kind::message) return wire::k_thread_body_bytes_max;
  if (kind == Kind::answer) return wire::k_answer_body_bytes_max;
  return kind == Kind::list ? k_list_bytes_max : wire::k_small_body_bytes_max;
}

std::optional<Response> refuse_content(Kind kind, const http::Request& head) {
  const bool list = kind == Kind::list;
  const bool right = list ? head.content_type == "application/jose" : encoding_of(head).has_value();
  if (!right) {
    return problem(
        415, "Content-Type",
        list ? "expected application/jose" : "expected application/json or application/cbor");
  }
  if (!head.content_encoding.empty() && head.content_encoding != "identity") {
    return problem(415, "Content-Encoding", "expected none");
  }
  return std::nullopt;
}

bool is_for_citizen(Kind kind, http::Method method) {
  return kind == Kind::message || kind == Kind::thread_events ||
         (kind == Kind::thread && method != http::Method::put);
}

bool is_for_device(Kind kind) {
  return kind == Kind::inbox_messages || kind == Kind::inbox_events || kind == Kind::opened ||
         kind == Kind::answer;
}

// Places where a stranger may make work for the relay.
bool is_for_strangers(Kind kind, http::Method method) {
  return (kind == Kind::thread && method == http::Method::put) || kind == Kind::joining ||
         kind == Kind::device || kind == Kind::revocation || kind == Kind::challenge ||
         kind == Kind::session;
}

}  // namespace

std::string Relay::prefix(const std::string& town) {
  return "/api/v1/" + town + "/relay";
}

Relay::Relay(RelayRules rules, std::unique_ptr<Store> store)
    : rules_(std::move(rules)),
      watch_token_(watch_token(rules_.operator_token)),
      base_(prefix(rules_.town)),
      callers_(rules_.per_hour),
      inboxes_(rules_.per_hour),
      store_(std::move(store)) {
  if (rules_.sweep_every.count() > 0) sweeper_.emplace(*store_, rules_.now_s, rules_.sweep_every);
}

http::Admission Relay::admit(const http::Request& head) {
  const Place place = place_of(std::string_view(head.path).substr(base_.size()));
  if (place.kind == Kind::none) return {0, problem(404, "", "")};
  if (!takes(place.kind, head.method)) {
    const std::string allow = "Allow: " + std::string(methods_of(place.kind)) + "\r\n";
    return {0, problem(405, "", "", allow)};
  }
  if (auto refusal = refuse_caller(place, head)) return {0, std::move(refusal)};
  if (auto refusal = refuse_crowd(place, head)) return {0, std::move(refusal)};
  if (!with_body(place.kind, head.method)) return {};
  if (auto refusal = refuse_content(place.kind, head)) return {0, std::move(refusal)};
  return {body_bytes_max(place.kind), std::nullopt};
}

std::optional<Response> Relay::refuse_caller(const Place& place, const http::Request& head) {
  if (is_for_citizen(place.kind, head.method)) {
    const bool shown = wire::is_digest(credential(head, "Bearer", k_digest_letters));
    if (!shown) return unauthorized("Bearer", "a capability: 32 bytes in base64url");
  }
  if (is_for_device(place.kind) && !may_watch(place, head)) {
    const auto token = credential(head, "Device", k_digest_letters);
    if (!door_.knows(token, place.inbox, rules_.moment())) {
      return unauthorized("Device", "a token of this inbox that is still valid");
    }
  }
  if (place.kind == Kind::list && head.method == http::Method::put) {
    const auto token = credential(head, "Bearer", rules_.operator_token.size());
    if (!http::same_secret(token, rules_.operator_token)) {
      return unauthorized("Bearer", "the operator's token");
    }
  }
  return std::nullopt;
}

bool Relay::may_watch(const Place& place, const http::Request& head) const {
  if (place.kind != Kind::inbox_events) return false;
  return http::same_secret(credential(head, "Watch", k_digest_letters), watch_token_);
}

std::optional<Response> Relay::refuse_crowd(const Place& place, const http::Request& head) {
  if (!is_for_strangers(place.kind, head.method)) return std::nullopt;
  if (callers_.take(head.household, rules_.moment())) return std::nullopt;
  return problem(429, "", "expected fewer requests", "Retry-After: 60\r\n");
}

void Relay::serve(http::Request& request, http::Reply reply) {
  const Place place = place_of(std::string_view(request.path).substr(base_.size()));
  switch (place.kind) {
    case Kind::about:
      return serve_about(request, reply);
    case Kind::thread:
      return serve_thread(place, request, reply);
    case Kind::thread_events:
      return stream_thread(place, request, reply);
    case Kind::message:
      return write_on(place, request, reply);
    case Kind::joining:
      return serve_joining(request, reply);
    case Kind::device:
      return serve_device(place, request, reply);
    case Kind::revocation:
      return serve_revocation(place, request, reply);
    case Kind::challenge:
      return serve_challenge(request, reply);
    case Kind::session:
      return serve_session(place, request, reply);
    case Kind::inbox_messages:
      return show_inbox(place, request, reply);
    case Kind::inbox_events:
      return stream_inbox(place, reply);
    case Kind::opened:
      return serve_opened(place, reply);
    case Kind::answer:
      return serve_answer(place, request, reply);
    case Kind::list:
      return serve_list(place, request, reply);
    case Kind::none:
      return reply(problem(404, "", ""));
  }
}

void Relay::order(Order order, const http::Reply& reply, Respond respond) {
  store_->write(std::move(order), [this, reply, respond = std::move(respond)](const Outcome& done) {
    if (done.kept()) topics_.say(done.notices);
    reply(done.kept() ? respond(done) : problem_of(done));
  });
}

void Relay::look(const http::Reply& reply, std::function<Response(Books&)> look) {
  const bool taken = reading_.take([this, reply, look = std::move(look)] {
    std::optional<Response> response;
    const auto read = store_->read([&](Books& books) { response = look(books); });
    reply(read.ok() && response ? std::move(*response) : busy());
  });
  if (!taken) reply(busy());
}

}  // namespace stadtkern::relay
