#include "sync/feed.hpp"

#include <malloc.h>
#include <charconv>

#include "http/digest.hpp"
#include "http/metrics.hpp"
#include "http/target.hpp"
#include "log/line.hpp"
#include "sync/generation.hpp"
#include "wire/names.hpp"

namespace stadtkern::sync {
namespace {

using http::problem;
using http::Response;

constexpr std::size_t k_remembered_max = 64;
constexpr std::size_t k_large_publish_bytes = 1024 * 1024;
constexpr std::string_view k_busy = "Retry-After: 2\r\n";

std::optional<std::int64_t> sequence_of(std::string_view text) {
  std::int64_t number = -1;
  const auto end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, number);
  if (fault != std::errc() || stopped != end || number < 0) return std::nullopt;
  if (number > wire::k_sequence_max || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  return number;
}

Response problem_of(const Error& error) {
  const std::string detail = "expected " + error.expected;
  if (error.code == Code::malformed) return problem(400, error.field, detail);
  if (error.code == Code::too_large) return problem(413, error.field, detail);
  return problem(422, error.field, detail);
}

Response problem_of(const store::Refusal& refusal) {
  if (refusal.why == store::Refusal::Why::failed) return problem(503, "", "", k_busy);
  const bool foreign = refusal.why == store::Refusal::Why::foreign_record;
  return problem(foreign ? 409 : 422, refusal.field, "expected " + refusal.expected);
}

std::vector<wire::Writer> write_kept(const std::vector<store::Kept>& kept) {
  std::vector<wire::Writer> maps;
  for (const store::Kept& one : kept) {
    wire::Writer map;
    map.text("id", one.id);
    if (!one.fields.empty()) map.texts("fields", one.fields);
    maps.push_back(std::move(map));
  }
  return maps;
}

Response answer_of(const store::Receipt& receipt) {
  wire::Writer body;
  body.text("epoch", receipt.epoch).number("seq", receipt.head).number("created", receipt.created);
  body.number("changed", receipt.changed).number("deleted", receipt.deleted);
  body.number("unchanged", receipt.unchanged);
  if (!receipt.kept.empty()) body.maps("kept", write_kept(receipt.kept));
  const Bytes bytes = body.encode(wire::Encoding::json);
  return http::answer(200, "application/json", std::string(as_text(bytes)),
                      "Cache-Control: no-store\r\n");
}

void log_publish(const wire::Publish& publish, const store::PublishOutcome& outcome) {
  const auto* receipt = std::get_if<store::Receipt>(&outcome);
  if (receipt == nullptr) {
    log::Line(log::Level::warning, "publish_refused").text("collection", publish.collection);
    return;
  }
  log::Line(log::Level::info, "published")
      .text("collection", publish.collection)
      .text("source", publish.source)
      .number("seq", receipt->head)
      .number("created", receipt->created)
      .number("changed", receipt->changed)
      .number("deleted", receipt->deleted);
}

bool is_json(std::string_view content_type) {
  constexpr std::string_view k_json = "application/json";
  return content_type.starts_with(k_json) &&
         (content_type.size() == k_json.size() || content_type[k_json.size()] == ';' ||
          content_type[k_json.size()] == ' ');
}

std::string key_of(std::string_view what, const store::Position& at, std::int64_t number,
                   Form form) {
  std::string key(what);
  key.append("/").append(at.epoch).append("/").append(std::to_string(at.head)).append("/");
  key.append(std::to_string(at.edition)).append("/").append(std::to_string(number));
  key.push_back(form.encoding == wire::Encoding::json ? 'j' : 'c');
  return key + std::to_string(static_cast<int>(form.coding));
}

}  // namespace

std::string Feed::packs_prefix(const std::string& town) {
  return "/api/v1/" + town + "/feed/packs/";
}

Feed::Feed(Place place, store::Journal& journal, Press& press, http::Site& packs,
           std::shared_ptr<http::Broadcast> events)
    : place_(std::move(place)),
      base_("/api/v1/" + place_.town + "/"),
      journal_(journal),
      press_(press),
      packs_(packs),
      events_(std::move(events)) {
  announce(journal_.position());
}

void Feed::announce(const store::Position& at) {
  const std::string head = std::to_string(at.head);
  events_->say("id: " + head + "\nevent: head\ndata: " + head + "\n\n");
}

Feed::Route Feed::route_of(std::string_view path) const {
  if (!path.starts_with(base_)) return Route::none;
  path.remove_prefix(base_.size());
  if (path == "publish") return Route::publish;
  if (path == "feed/packs") return Route::manifest;
  if (path == "feed/changes") return Route::changes;
  if (path == "feed/events") return Route::events;
  constexpr std::string_view k_packs = "feed/packs/";
  if (path.starts_with(k_packs) && wire::is_pack_hash(path.substr(k_packs.size()))) {
    return Route::pack;
  }
  return Route::none;
}

http::Admission Feed::admit(const http::Request& head) {
  const Route route = route_of(head.path);
  if (route == Route::none) return {0, problem(404, "", "")};
  if (route == Route::publish) return admit_publish(head);
  if (!head.reads()) return {0, problem(405, "", "", "Allow: GET, HEAD\r\n")};
  return {};
}

http::Admission Feed::admit_publish(const http::Request& head) const {
  if (head.method != http::Method::post) return {0, problem(405, "", "", "Allow: POST\r\n")};
  constexpr std::string_view k_scheme = "Bearer ";
  const std::string_view given = head.authorization;
  const bool known = given.starts_with(k_scheme) &&
                     http::same_secret(given.substr(k_scheme.size()), place_.operator_token);
  if (!known) {
    return {0, problem(401, "Authorization", "expected the operator's token",
                       "WWW-Authenticate: Bearer\r\n")};
  }
  if (!is_json(head.content_type)) {
    return {0, problem(415, "Content-Type", "expected application/json")};
  }
  if (!head.content_encoding.empty() && head.content_encoding != "identity") {
    return {0, problem(415, "Content-Encoding", "expected none")};
  }
  return {k_publish_bytes_max, std::nullopt};
}

void Feed::serve(http::Request& request, http::Reply reply) {
  switch (route_of(request.path)) {
    case Route::manifest:
      return serve_manifest(request, reply);
    case Route::pack:
      return serve_pack(request, reply);
    case Route::changes:
      return serve_changes(request, reply);
    case Route::events:
      return serve_events(request, reply);
    case Route::publish:
      return serve_publish(request, reply);
    case Route::none:
      return reply(problem(404, "", ""));
  }
}

void Feed::serve_manifest(const http::Request& request, const http::Reply& reply) {
  const Form form = form_for(request);
  const auto packed = press_.current();
  const wire::Manifest manifest = manifest_of(packed.get(), place_.town, journal_.position());
  const Bytes content = wire::encode_manifest(manifest, form.encoding);
  const std::string etag = etag_of(content, form);
  if (http::etag_matches(request.if_none_match, etag)) {
    Response unchanged;
    unchanged.status = 304;
    unchanged.fields = std::make_shared<const std::string>(
        "Cache-Control: no-cache\r\nVary: Accept, Accept-Encoding\r\nETag: " + etag + "\r\n");
    return reply(std::move(unchanged));
  }
  if (auto known = remembered(etag)) return reply(std::move(*known));
  Response response = message(content, form, etag);
  remember(etag, response);
  reply(std::move(response));
}

void Feed::serve_pack(const http::Request& request, const http::Reply& reply) {
  auto found = packs_.file(request);
  reply(found ? std::move(*found) : problem(404, "", "expected a pack of the present manifest"));
}

void Feed::serve_changes(const http::Request& request, const http::Reply& reply) {
  const auto since = sequence_of(http::parameter(request.query, "since").value_or(""));
  if (!since) return reply(problem(400, "since", "expected a sequence, 0 to 2^53 - 1"));
  const std::string epoch(http::parameter(request.query, "epoch").value_or(""));
  if (!wire::is_epoch(epoch)) return reply(problem(400, "epoch", "expected 16 hex digits"));
  const Form form = form_for(request);
  const store::Position at = journal_.position();
  if (epoch == at.epoch) {
    if (auto known = remembered(key_of("changes", at, *since, form)))
      return reply(std::move(*known));
  }
  const bool taken = reading_.take(
      [this, epoch, since = *since, form, reply] { reply(changes_answer(epoch, since, form)); });
  if (!taken) reply(problem(503, "", "", k_busy));
}

Response Feed::changes_answer(const std::string& epoch, std::int64_t since, Form form) {
  const store::Position at = journal_.position();
  const std::string key = key_of("changes", at, since, form);
  if (epoch == at.epoch) {
    if (auto known = remembered(key)) return std::move(*known);
  }
  auto outcome = journal_.changes(epoch, since, k_changes_bytes_max);
  if (!outcome.ok()) {
    log::Line(log::Level::error, "changes_not_read").text("reason", outcome.error().expected);
    return problem(503, "", "", k_busy);
  }
  if (const auto* gone = std::get_if<store::Gone>(&outcome.value())) {
    if (*gone == store::Gone::epoch) return problem(410, "epoch", "expected the present epoch");
    return problem(410, "since", "expected a sequence of the kept history");
  }
  const auto& changes = std::get<wire::Changes>(outcome.value());
  Response response = message(wire::encode_changes(changes, form.encoding), form, "");
  // Remembered only where it is certain that it belongs to this position.
  if (changes.to == at.head && changes.epoch == at.epoch) remember(key, response);
  return response;
}

void Feed::serve_events(const http::Request& request, const http::Reply& reply) {
  Response response;
  response.fields = std::make_shared<const std::string>(
      "Content-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n");
  if (request.method == http::Method::get) response.events = events_;
  reply(std::move(response));
}

void Feed::serve_publish(http::Request& request, const http::Reply& reply) {
  auto body = std::make_shared<std::string>(std::move(request.body));
  const std::size_t bytes = body->size();
  if (waiting_bytes_.fetch_add(bytes) + bytes > k_waiting_bytes_max) {
    waiting_bytes_.fetch_sub(bytes);
    return reply(problem(503, "", "", k_busy));
  }
  const bool taken = publishing_.take([this, body, reply] {
    decode_and_publish(*body, reply);
    waiting_bytes_.fetch_sub(body->size());
  });
  if (taken) return;
  waiting_bytes_.fetch_sub(bytes);
  reply(problem(503, "", "", k_busy));
}

void Feed::decode_and_publish(const std::string& body, const http::Reply& reply) {
  const bool large = body.size() > k_large_publish_bytes;
  auto publish = wire::decode_publish(as_bytes(body));
  if (!publish.ok()) return reply(problem_of(publish.error()));
  wire::Publish label;
  label.collection = publish.value().collection;
  label.source = publish.value().source;
  journal_.publish(std::move(publish).value(), [this, reply, label, large](auto outcome) {
    log_publish(label, outcome);
    publishes_.fetch_add(1, std::memory_order_relaxed);
    const auto* receipt = std::get_if<store::Receipt>(&outcome);
    reply(receipt != nullptr ? answer_of(*receipt) : problem_of(std::get<store::Refusal>(outcome)));
    if (large) malloc_trim(0);
  });
}

std::optional<Response> Feed::remembered(const std::string& key) {
  const std::lock_guard lock(guard_);
  const auto found = remembered_.find(key);
  if (found == remembered_.end()) return std::nullopt;
  return found->second;
}

void Feed::remember(const std::string& key, const Response& response) {
  const std::lock_guard lock(guard_);
  if (remembered_.size() >= k_remembered_max) remembered_.clear();
  remembered_.insert_or_assign(key, response);
}

void Feed::append_metrics(std::string& text) const {
  const auto packed = press_.current();
  const store::Position at = journal_.position();
  http::append_metric(text, "stadtkern_journal_head", "gauge", "", at.head);
  http::append_metric(text, "stadtkern_packs_seq", "gauge", "", packed ? packed->at.head : 0);
  http::append_metric(text, "stadtkern_records_packed", "gauge", "",
                      packed ? packed->records() : 0);
  http::append_metric(text, "stadtkern_publishes_total", "counter", "", publishes_.load());
}

}  // namespace stadtkern::sync
