// What services and their devices do: join, sign, read, say opened, answer.
#include <algorithm>

#include "exchange/signature.hpp"
#include "http/accept.hpp"
#include "http/digest.hpp"
#include "relay/answers.hpp"
#include "relay/pages.hpp"
#include "relay/relay.hpp"
#include "relay/rules.hpp"
#include "relay/since.hpp"

namespace stadtkern::relay {
namespace {

using exchange::is_on_curve;
using exchange::is_signed;
using exchange::thumbprint;
using http::problem;
using http::Response;

Response unsigned_problem() {
  return problem(422, "signature", "expected the inbox's own signature");
}

// The first key that is no point of the curve, by its field.
const char* broken_key(const wire::Joining& joining) {
  if (!is_on_curve(joining.signing_key)) return "signing_key";
  if (!is_on_curve(joining.sealing_key)) return "sealing_key";
  return is_on_curve(joining.device) ? nullptr : "device";
}

bool is_plain_text(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
    return letter == '\n' || (letter >= 0x20 && letter < 0x7F);
  });
}

Response gone_inbox() {
  return problem(404, "", "");
}

}  // namespace

void Relay::serve_joining(http::Request& request, const http::Reply& reply) {
  const auto joining = wire::decode_joining(as_bytes(request.body), *encoding_of(request));
  if (!joining.ok()) return reply(problem_of(joining.error()));
  const wire::Joining& told = joining.value();
  if (const char* field = broken_key(told)) {
    return reply(problem(422, field, "expected a point of P-256"));
  }
  const std::string device = thumbprint(told.device);
  const std::string text =
      wire::signed_text("join", rules_.town, told.inbox, thumbprint(told.sealing_key), device);
  if (!is_signed(text, told.signature, told.signing_key)) return reply(unsigned_problem());
  const NewInbox wanted{{told.inbox, told.signing_key, told.sealing_key},
                        {told.inbox, device, told.device, false},
                        http::sha256_base64url(told.secret),
                        http::sha256_base64url(request.body)};
  order([this, wanted](Books& books) { return join(books, wanted, rules_.now_s()); }, reply,
        [wanted, encoding = encoding_for(request)](const Outcome&) {
          wire::Writer content;
          content.text("inbox", wanted.inbox.id).text("device", wanted.device.name);
          return page(201, content, encoding);
        });
}

void Relay::serve_device(const Place& place, http::Request& request, const http::Reply& reply) {
  const auto told = wire::decode_device_key(as_bytes(request.body), *encoding_of(request));
  if (!told.ok()) return reply(problem_of(told.error()));
  const wire::DeviceKey& key = told.value();
  if (!is_on_curve(key.key) || thumbprint(key.key) != place.name) {
    return reply(problem(422, "key", "expected the point of P-256 that gave the device its name"));
  }
  const Device device{place.inbox, place.name, key.key, false};
  const std::string text = wire::signed_text("device", rules_.town, place.inbox, place.name);
  order(
      [device, text, signature = key.signature](Books& books) {
        return add_device(books, device, [&](const wire::Point& signing_key) {
          return is_signed(text, signature, signing_key);
        });
      },
      reply,
      [device, encoding = encoding_for(request)](const Outcome&) {
        wire::Writer content;
        content.text("device", device.name);
        return page(201, content, encoding);
      });
}

void Relay::serve_revocation(const Place& place, http::Request& request, const http::Reply& reply) {
  const auto told = wire::decode_revocation(as_bytes(request.body), *encoding_of(request));
  if (!told.ok()) return reply(problem_of(told.error()));
  const wire::Revocation revocation = told.value();
  const std::string text = wire::signed_text("revoke", rules_.town, place.inbox, revocation.device);
  order(
      [inbox = place.inbox, revocation, text](Books& books) {
        return revoke_device(books, inbox, revocation.device, [&](const wire::Point& signing_key) {
          return is_signed(text, revocation.signature, signing_key);
        });
      },
      reply,
      [this, inbox = place.inbox, revocation, encoding = encoding_for(request)](const Outcome&) {
        door_.turn_out(inbox, revocation.device);
        wire::Writer content;
        content.text("device", revocation.device);
        return page(201, content, encoding);
      });
}

void Relay::serve_challenge(const http::Request& request, const http::Reply& reply) {
  const auto told = wire::decode_wish_for_challenge(as_bytes(request.body), *encoding_of(request));
  if (!told.ok()) return reply(problem_of(told.error()));
  const std::string challenge = door_.new_challenge(rules_.moment());
  if (challenge.empty()) return reply(busy());
  wire::Writer content;
  content.text("challenge", challenge).number("valid_s", k_challenge_valid_s);
  reply(page(201, content, encoding_for(request)));
}

void Relay::serve_session(const Place& place, http::Request& request, const http::Reply& reply) {
  const auto told = wire::decode_signed_challenge(as_bytes(request.body), *encoding_of(request));
  if (!told.ok()) return reply(problem_of(told.error()));
  look(reply, [this, inbox = place.inbox, proof = told.value(),
               encoding = encoding_for(request)](Books& books) {
    const auto now = rules_.moment();
    const bool fresh = door_.use_challenge(proof.challenge, now);
    const auto device = books.device(inbox, proof.device);
    const std::string text =
        wire::signed_text("open", rules_.town, inbox, proof.device, proof.challenge);
    if (!fresh) return problem(401, "challenge", "expected one of this minute, used once");
    const bool right = device && !device->revoked && books.inbox(inbox) &&
                       is_signed(text, proof.signature, device->key);
    if (!right) return problem(401, "signature", "expected the challenge, signed by a device");
    const std::string token = door_.let_in(inbox, proof.device, now);
    if (token.empty()) return busy();
    wire::Writer content;
    content.text("token", token).number("valid_s", k_token_valid_s);
    return page(201, content, encoding);
  });
}

void Relay::show_inbox(const Place& place, const http::Request& request, const http::Reply& reply) {
  const auto since = since_of(request);
  if (!since) return reply(problem(400, "since", "expected a number, 0 to 2^53 - 1"));
  look(reply,
       [this, inbox = place.inbox, since = *since, encoding = encoding_for(request)](Books& books) {
         if (!books.inbox(inbox)) return gone_inbox();
         return page(200, inbox_page(books, inbox, since, rules_.now_s()), encoding);
       });
}

void Relay::stream_inbox(const Place& place, const http::Reply& reply) {
  // Before looking: what moves meanwhile is then heard.
  auto topic = topics_.of(place.inbox, true);
  look(reply, [inbox = place.inbox, topic = std::move(topic)](Books& books) {
    if (!books.inbox(inbox)) return gone_inbox();
    return stream(Topics::event(books.counts(inbox).number, true), topic);
  });
}

void Relay::serve_opened(const Place& place, const http::Reply& reply) {
  order(
      [this, place](Books& books) {
        return say_opened(books, place.inbox, place.thread, place.name, rules_.now_s());
      },
      reply, [](const Outcome&) { return nothing(); });
}

void Relay::serve_answer(const Place& place, http::Request& request, const http::Reply& reply) {
  if (request.method == http::Method::remove) {
    return order(
        [this, place](Books& books) {
          return take_back(books, place.inbox, place.thread, place.name, rules_.now_s());
        },
        reply, [](const Outcome&) { return nothing(); });
  }
  auto answering = wire::decode_answering(as_bytes(request.body), *encoding_of(request));
  if (!answering.ok()) return reply(problem_of(answering.error()));
  const Letter letter{place.name, std::move(answering.value().sealed),
                      http::sha256_base64url(request.body), std::move(answering.value().instead)};
  order(
      [this, place, letter](Books& books) {
        return answer_thread(books, place.inbox, place.thread, letter, rules_.now_s());
      },
      reply,
      [encoding = encoding_for(request)](const Outcome&) {
        wire::Writer content;
        content.text("state", "held");
        return page(201, content, encoding);
      });
}

void Relay::serve_list(const Place& place, http::Request& request, const http::Reply& reply) {
  if (request.method == http::Method::put) {
    if (!is_plain_text(request.body)) return reply(problem(422, "", "expected printable ASCII"));
    return order(
        [name = place.name, text = std::move(request.body)](Books& books) {
          books.keep_list(name, text);
          return Outcome{};
        },
        reply, [](const Outcome&) { return nothing(); });
  }
  look(reply, [name = place.name, known = std::string(request.if_none_match)](Books& books) {
    const auto text = books.list(name);
    if (!text) return problem(404, "", "");
    const std::string etag = "\"" + http::sha256_base64url(*text).substr(0, 22) + "\"";
    const std::string fields = "Cache-Control: no-cache\r\nETag: " + etag + "\r\n";
    if (!http::etag_matches(known, etag)) {
      return http::answer(200, "application/jose", *text, fields);
    }
    Response unchanged;
    unchanged.status = 304;
    unchanged.fields = std::make_shared<const std::string>(fields);
    return unchanged;
  });
}

}  // namespace stadtkern::relay
