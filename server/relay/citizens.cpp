// What a citizen does: open a thread, write on, look, withdraw.
#include <charconv>

#include "http/digest.hpp"
#include "http/target.hpp"
#include "relay/answers.hpp"
#include "relay/pages.hpp"
#include "relay/relay.hpp"
#include "relay/rules.hpp"
#include "relay/since.hpp"
#include "wire/base64url.hpp"

namespace stadtkern::relay {
namespace {

using http::problem;
using http::Response;

constexpr std::size_t k_capability_letters = 43;

// The capability that was shown, as the relay keeps it. Requires: it is of its form.
std::string capability_of(const http::Request& request) {
  const auto secret = wire::decode_base64url(credential(request, "Bearer", k_capability_letters));
  return http::sha256_base64url(as_text(secret.value()));
}

std::function<Response(const Outcome&)> say_held(const http::Request& request) {
  return [encoding = encoding_for(request)](const Outcome&) {
    wire::Writer content;
    content.text("state", "held");
    return page(201, content, encoding);
  };
}

}  // namespace

void Relay::serve_about(const http::Request& request, const http::Reply& reply) {
  wire::Writer content;
  content.number("version", wire::k_relay_version).text("salt", rules_.salt());
  content.number("bits", rules_.work_bits).number("lifetime_s_max", wire::k_lifetime_s_max);
  content.number("recipients_max", static_cast<std::int64_t>(wire::k_recipients_max));
  std::vector<std::string> sizes;
  for (const std::size_t size : wire::k_ciphertext_bytes) sizes.push_back(std::to_string(size));
  content.texts("ciphertext_bytes", sizes);
  reply(page(200, content, encoding_for(request)));
}

void Relay::serve_thread(const Place& place, http::Request& request, const http::Reply& reply) {
  if (request.method == http::Method::put) return open_thread(place, request, reply);
  if (request.method == http::Method::get) return show_thread(place, request, reply);
  order([this, id = place.thread, capability = capability_of(request)](
            Books& books) { return withdraw(books, id, capability, rules_.now_s()); },
        reply, [](const Outcome&) { return nothing(); });
}

std::optional<Response> Relay::refuse_busy_inbox(const wire::Sealed& sealed) {
  for (std::size_t at = 0; at < sealed.recipients.size(); ++at) {
    const auto who = std::hash<std::string>()(sealed.recipients[at].inbox);
    if (inboxes_.take(who, rules_.moment())) continue;
    return problem(429, "jwe.recipients[" + std::to_string(at) + "].inbox",
                   "expected fewer messages to this inbox", "Retry-After: 60\r\n");
  }
  return std::nullopt;
}

void Relay::open_thread(const Place& place, http::Request& request, const http::Reply& reply) {
  auto opening = wire::decode_opening(as_bytes(request.body), *encoding_of(request));
  if (!opening.ok()) return reply(problem_of(opening.error()));
  wire::Opening& told = opening.value();
  if (auto refusal = refuse_busy_inbox(told.sealed)) return reply(std::move(*refusal));
  NewThread wanted;
  wanted.worked =
      is_worked(rules_.salt(), place.thread, told.expires_s, told.proof, rules_.work_bits);
  wanted.letter = {place.thread, std::move(told.sealed), http::sha256_base64url(request.body)};
  wanted.expires_s = told.expires_s;
  wanted.capability = std::move(told.capability);
  wanted.receipt = std::move(told.receipt);
  order([this, wanted = std::move(wanted)](
            Books& books) { return relay::open_thread(books, wanted, rules_.now_s()); },
        reply, say_held(request));
}

void Relay::write_on(const Place& place, http::Request& request, const http::Reply& reply) {
  auto sealed = wire::decode_letter(as_bytes(request.body), *encoding_of(request));
  if (!sealed.ok()) return reply(problem_of(sealed.error()));
  if (auto refusal = refuse_busy_inbox(sealed.value())) return reply(std::move(*refusal));
  Letter letter{place.name, std::move(sealed).value(), http::sha256_base64url(request.body)};
  order(
      [this, id = place.thread, capability = capability_of(request), letter = std::move(letter)](
          Books& books) { return relay::write_on(books, id, capability, letter, rules_.now_s()); },
      reply, say_held(request));
}

void Relay::show_thread(const Place& place, const http::Request& request,
                        const http::Reply& reply) {
  const auto since = since_of(request);
  if (!since) return reply(problem(400, "since", "expected a number, 0 to 2^53 - 1"));
  look(reply, [this, id = place.thread, capability = capability_of(request), since = *since,
               encoding = encoding_for(request)](Books& books) {
    const auto thread = thread_for(books, id, capability, rules_.now_s());
    Outcome unknown;
    unknown.verdict = Outcome::Verdict::unknown;
    unknown.field = "Authorization";
    if (!thread) return problem_of(unknown);
    return page(200, thread_page(books, *thread, since), encoding);
  });
}

void Relay::stream_thread(const Place& place, const http::Request& request,
                          const http::Reply& reply) {
  // Before looking: what moves meanwhile is then heard.
  auto topic = topics_.of(place.thread, false);
  look(reply, [this, id = place.thread, capability = capability_of(request),
               topic = std::move(topic)](Books& books) {
    const auto thread = thread_for(books, id, capability, rules_.now_s());
    Outcome unknown;
    unknown.verdict = Outcome::Verdict::unknown;
    unknown.field = "Authorization";
    if (!thread) return problem_of(unknown);
    return stream(Topics::event(thread->number, false), topic);
  });
}

}  // namespace stadtkern::relay
