#include "owners/owners.hpp"

#include "exchange/answers.hpp"
#include "exchange/signature.hpp"
#include "http/digest.hpp"
#include "log/line.hpp"
#include "owners/photo.hpp"
#include "wire/names.hpp"
#include "wire/owner.hpp"

namespace stadtkern::owners {
namespace {

using exchange::page;
using http::problem;
using http::Response;

constexpr const char* k_photo_type = "application/octet-stream";

Response too_many() {
  return problem(429, "", "expected fewer requests", "Retry-After: 60\r\n");
}

Response unauthorized() {
  return exchange::unauthorized("Owner", "X.Y.SIGNATURE over this request");
}

Response not_owner() {
  return problem(403, "Authorization", "expected a key that may speak for this record");
}

Response answer_of(const store::JoinOutcome& outcome, const std::string& key,
                   wire::Encoding encoding) {
  if (const auto* refusal = std::get_if<store::JoinRefusal>(&outcome)) {
    if (*refusal == store::JoinRefusal::failed) return exchange::busy();
    const bool used = *refusal == store::JoinRefusal::used;
    return problem(used ? 409 : 404, "invitation",
                   used ? "expected an invitation that nobody has used"
                        : "expected an invitation of this record that is still valid");
  }
  std::vector<std::string> fields;
  for (const auto& [name, form] : std::get<store::Forms>(outcome)) fields.push_back(name);
  wire::Writer content;
  content.text("owner", key).texts("fields", fields);
  return page(201, content, encoding);
}

Response conflict(const store::EditRefusal& refusal, wire::Encoding encoding) {
  wire::Writer content;
  if (refusal.why == store::EditRefusal::Why::number) {
    content.number("number", refusal.number);
  } else {
    wire::Writer present;
    for (const auto& [name, value] : refusal.present) present.text(name.c_str(), value);
    content.map("present", std::move(present));
  }
  return page(409, content, encoding);
}

Response answer_of(const store::EditOutcome& outcome, wire::Encoding encoding) {
  using Why = store::EditRefusal::Why;
  if (const auto* edited = std::get_if<store::Edited>(&outcome)) {
    wire::Writer content;
    content.text("epoch", edited->epoch).number("seq", edited->sequence);
    return page(200, content, encoding);
  }
  const auto& refusal = std::get<store::EditRefusal>(outcome);
  switch (refusal.why) {
    case Why::not_owner:
      return not_owner();
    case Why::no_record:
      return problem(404, "", "");
    case Why::number:
    case Why::conflict:
      return conflict(refusal, encoding);
    case Why::invalid:
      return problem(422, refusal.field, "expected " + refusal.expected);
    case Why::failed:
      break;
  }
  return exchange::busy();
}

}  // namespace

std::string Owners::prefix(const std::string& town) {
  return "/api/v1/" + town + "/owners/";
}

Owners::Owners(Rules rules, store::Journal& journal)
    : rules_(std::move(rules)),
      base_(prefix(rules_.town)),
      journal_(journal),
      callers_(rules_.callers_per_hour),
      keys_(rules_.per_hour) {}

// "shops/hof-x/edits" behind the prefix.
std::optional<Owners::Place> Owners::place_of(std::string_view path) const {
  path.remove_prefix(base_.size());
  const auto first = path.find('/');
  const auto second = path.find('/', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  using Deed = Place::Deed;
  const std::string_view deed = path.substr(second + 1);
  Place place{
      {std::string(path.substr(0, first)), std::string(path.substr(first + 1, second - first - 1))},
      deed == "join"     ? Deed::join
      : deed == "photos" ? Deed::photo
                         : Deed::edit};
  const bool known = wire::is_collection(place.record.collection) &&
                     wire::is_record_id(place.record.id) &&
                     (place.deed != Deed::edit || deed == "edits");
  return known ? std::optional(std::move(place)) : std::nullopt;
}

http::Admission Owners::admit(const http::Request& head) {
  const auto place = place_of(head.path);
  if (!place) return {0, problem(404, "", "")};
  if (head.method != http::Method::post) return {0, problem(405, "", "", "Allow: POST\r\n")};
  const auto credential = exchange::credential(head, "Owner", wire::k_owner_credential_letters);
  if (!wire::decode_owner_credential(credential).ok()) return {0, unauthorized()};
  const bool photo = place->deed == Place::Deed::photo;
  if (photo && head.content_type != k_photo_type)
    return {0, problem(415, "Content-Type", std::string("expected ") + k_photo_type)};
  if (!photo && !exchange::encoding_of(head)) {
    return {0, problem(415, "Content-Type", "expected application/json or application/cbor")};
  }
  if (!head.content_encoding.empty() && head.content_encoding != "identity")
    return {0, problem(415, "Content-Encoding", "expected none")};
  if (!callers_.take(head.household, std::chrono::steady_clock::now())) return {0, too_many()};
  if (photo) return {k_photo_body_bytes_max, std::nullopt};
  const bool joins = place->deed == Place::Deed::join;
  return {joins ? wire::k_join_body_bytes_max : wire::k_edit_body_bytes_max, std::nullopt};
}

void Owners::serve(http::Request& request, http::Reply reply) {
  const auto place = place_of(request.path);
  const auto given = exchange::encoding_of(request).value_or(wire::Encoding::cbor);
  if (!place) return reply(problem(404, "", ""));
  const std::string authorization(
      exchange::credential(request, "Owner", wire::k_owner_credential_letters));
  const auto wanted = exchange::encoding_for(request);
  auto body = std::make_shared<std::string>(std::move(request.body));
  const bool taken =
      checking_.take([this, place, path = request.path, authorization, body, given, wanted, reply] {
        decide(*place, path, authorization, *body, given, wanted, reply);
      });
  if (!taken) reply(exchange::busy());
}

void Owners::decide(const Place& place, const std::string& path, const std::string& authorization,
                    const std::string& body, wire::Encoding given, wire::Encoding wanted,
                    const http::Reply& reply) {
  const auto credential = wire::decode_owner_credential(authorization);
  if (!credential.ok()) return reply(unauthorized());
  const auto& [key, signature] = credential.value();
  const bool right = exchange::is_on_curve(key) &&
                     exchange::is_signed(wire::owner_signed_text(path, body), signature, key);
  if (!right) return reply(unauthorized());
  const store::OwnerName owner{place.record, exchange::thumbprint(key)};
  const auto who = static_cast<std::uint64_t>(std::hash<std::string>{}(owner.key));
  if (!keys_.take(who, std::chrono::steady_clock::now())) return reply(too_many());
  if (place.deed == Place::Deed::photo) return photo(owner, body, wanted, reply);
  if (place.deed == Place::Deed::join) return join(owner, body, given, wanted, reply);
  edit(owner, body, given, wanted, reply);
}

void Owners::join(const store::OwnerName& owner, const std::string& body, wire::Encoding given,
                  wire::Encoding wanted, const http::Reply& reply) {
  const auto invitation = wire::decode_owner_join(as_bytes(body), given);
  if (!invitation.ok()) return reply(exchange::problem_of(invitation.error()));
  const store::Joining joining{owner, http::sha256_base64url(invitation.value()), rules_.now_s()};
  journal_.join(joining, [reply, key = owner.key, wanted](const store::JoinOutcome& outcome) {
    if (std::holds_alternative<store::Forms>(outcome)) log::Line(log::Level::info, "owner_joined");
    reply(answer_of(outcome, key, wanted));
  });
}

void Owners::edit(const store::OwnerName& owner, const std::string& body, wire::Encoding given,
                  wire::Encoding wanted, const http::Reply& reply) {
  auto edit = wire::decode_owner_edit(as_bytes(body), given);
  if (!edit.ok()) return reply(exchange::problem_of(edit.error()));
  const store::Editing editing{owner, std::move(edit).value(), http::sha256_base64url(body)};
  journal_.edit(editing, [reply, wanted](const store::EditOutcome& outcome) {
    if (const auto* edited = std::get_if<store::Edited>(&outcome))
      log::Line(log::Level::info, "owner_edited").number("seq", edited->sequence);
    reply(answer_of(outcome, wanted));
  });
}

// Written on the thread that checks: the journal's must not wait for a disk that is not its own.
void Owners::photo(const store::OwnerName& owner, const std::string& body, wire::Encoding wanted,
                   const http::Reply& reply) {
  const auto read = read_photo(as_bytes(body));
  if (!read.ok()) return reply(exchange::problem_of(read.error()));
  auto kept = std::make_shared<const std::string>(body);
  journal_.recognise(owner, [this, kept, reply, wanted](bool known) {
    if (!known) return reply(not_owner());
    const bool taken = checking_.take([this, kept, reply, wanted] {
      const std::string name = photo_name(as_bytes(*kept));
      const auto photo = read_photo(as_bytes(*kept));
      if (!photo.ok() || !keep_photo(rules_.media, name, photo.value()))
        return reply(exchange::busy());
      log::Line(log::Level::info, "owner_photo");
      wire::Writer content;
      content.text("photo", name);
      reply(page(201, content, wanted));
    });
    if (!taken) reply(exchange::busy());
  });
}

}  // namespace stadtkern::owners
