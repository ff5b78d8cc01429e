#include "relay/place.hpp"

#include <vector>

#include "wire/names.hpp"
#include "wire/sealed.hpp"

namespace stadtkern::relay {
namespace {

using Kind = Place::Kind;
using Segments = std::vector<std::string_view>;

Segments segments_of(std::string_view rest) {
  Segments segments;
  while (!rest.empty() && segments.size() < 8) {
    rest.remove_prefix(1);  // the slash
    const auto end = rest.find('/');
    segments.push_back(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  }
  return segments;
}

Kind kind_in_thread(const Segments& segments) {
  if (segments.size() == 2) return Kind::thread;
  if (segments.size() == 3 && segments[2] == "events") return Kind::thread_events;
  const bool message = segments.size() == 4 && segments[2] == "messages";
  return message && wire::is_relay_id(segments[3]) ? Kind::message : Kind::none;
}

Kind kind_in_inbox(const Segments& segments) {
  if (segments.size() == 3) {
    if (segments[2] == "messages") return Kind::inbox_messages;
    if (segments[2] == "events") return Kind::inbox_events;
    if (segments[2] == "challenges") return Kind::challenge;
    if (segments[2] == "sessions") return Kind::session;
    return segments[2] == "revocations" ? Kind::revocation : Kind::none;
  }
  if (segments.size() == 4 && segments[2] == "devices" && wire::is_digest(segments[3])) {
    return Kind::device;
  }
  const bool in_thread = segments.size() == 6 && segments[2] == "threads" &&
                         wire::is_relay_id(segments[3]) && wire::is_relay_id(segments[5]);
  if (!in_thread) return Kind::none;
  if (segments[4] == "opened") return Kind::opened;
  return segments[4] == "answers" ? Kind::answer : Kind::none;
}

}  // namespace

Place place_of(std::string_view rest) {
  Place place;
  if (!rest.empty() && rest[0] != '/') return place;
  const Segments segments = segments_of(rest);
  if (segments.empty()) place.kind = Kind::about;
  if (segments.size() == 1 && segments[0] == "inboxes") place.kind = Kind::joining;
  if (segments.size() < 2) return place;
  if (segments[0] == "lists" && segments.size() == 2 && wire::is_source(segments[1])) {
    place.kind = Kind::list;
  }
  const bool named = wire::is_relay_id(segments[1]);
  if (segments[0] == "threads" && named) {
    place.kind = kind_in_thread(segments);
    place.thread = segments[1];
  }
  if (segments[0] == "inboxes" && named) {
    place.kind = kind_in_inbox(segments);
    place.inbox = segments[1];
    if (segments.size() == 6) place.thread = segments[3];
  }
  place.name = segments.back();
  return place;
}

std::string_view methods_of(Kind kind) {
  switch (kind) {
    case Kind::about:
      return "GET, HEAD";
    case Kind::thread:
      return "GET, PUT, DELETE";
    case Kind::thread_events:
    case Kind::inbox_events:
    case Kind::inbox_messages:
      return "GET";
    case Kind::answer:
      return "PUT, DELETE";
    case Kind::list:
      return "GET, HEAD, PUT";
    case Kind::message:
    case Kind::opened:
    case Kind::device:
      return "PUT";
    case Kind::joining:
    case Kind::revocation:
    case Kind::challenge:
    case Kind::session:
      return "POST";
    case Kind::none:
      break;
  }
  return "";
}

bool takes(Kind kind, http::Method method) {
  const auto named = [&](std::string_view name) {
    return methods_of(kind).find(name) != std::string_view::npos;
  };
  switch (method) {
    case http::Method::get:
      return named("GET");
    case http::Method::head:
      return named("HEAD");
    case http::Method::post:
      return named("POST");
    case http::Method::put:
      return named("PUT");
    case http::Method::remove:
      return named("DELETE");
    case http::Method::other:
      break;
  }
  return false;
}

}  // namespace stadtkern::relay
