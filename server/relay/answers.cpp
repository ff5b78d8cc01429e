#include "relay/answers.hpp"

#include "http/accept.hpp"

namespace stadtkern::relay {
namespace {

using http::problem;
using http::Response;

constexpr std::string_view k_no_store = "Cache-Control: no-store\r\n";
constexpr std::string_view k_again_soon = "Retry-After: 2\r\n";
constexpr std::string_view k_again_later = "Retry-After: 60\r\n";

bool is_type(std::string_view content_type, std::string_view wanted) {
  if (!content_type.starts_with(wanted)) return false;
  content_type.remove_prefix(wanted.size());
  return content_type.empty() || content_type[0] == ';' || content_type[0] == ' ';
}

}  // namespace

wire::Encoding encoding_for(const http::Request& request) {
  return http::prefers_json(request.accept) ? wire::Encoding::json : wire::Encoding::cbor;
}

std::optional<wire::Encoding> encoding_of(const http::Request& request) {
  if (is_type(request.content_type, "application/json")) return wire::Encoding::json;
  if (is_type(request.content_type, "application/cbor")) return wire::Encoding::cbor;
  return std::nullopt;
}

Response page(unsigned status, const wire::Writer& content, wire::Encoding encoding) {
  const Bytes bytes = content.encode(encoding);
  const bool json = encoding == wire::Encoding::json;
  return http::answer(status, json ? "application/json" : "application/cbor",
                      std::string(as_text(bytes)), k_no_store);
}

Response nothing() {
  Response response;
  response.status = 204;
  response.fields = std::make_shared<const std::string>(k_no_store);
  return response;
}

Response stream(std::string first, std::shared_ptr<http::Broadcast> events) {
  Response response;
  response.fields = std::make_shared<const std::string>(
      "Content-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n");
  response.body = std::make_shared<const std::string>(std::move(first));
  response.events = std::move(events);
  return response;
}

Response busy() {
  return problem(503, "", "", k_again_soon);
}

Response problem_of(const Error& error) {
  const std::string detail = "expected " + error.expected;
  return problem(error.code == Code::malformed ? 400 : 422, error.field, detail);
}

Response problem_of(const Outcome& outcome) {
  const std::string detail = outcome.expected.empty() ? "" : "expected " + outcome.expected;
  switch (outcome.verdict) {
    case Outcome::Verdict::conflict:
      return problem(409, outcome.field, detail);
    case Outcome::Verdict::unknown:
      if (outcome.field.empty()) return problem(404, "", "");
      return problem(404, outcome.field, "expected the capability of a thread that is held here");
    case Outcome::Verdict::withdrawn:
      return problem(410, "", "this was withdrawn");
    case Outcome::Verdict::invalid:
      return problem(422, outcome.field, detail);
    case Outcome::Verdict::full:
      return problem(429, outcome.field, detail, k_again_later);
    case Outcome::Verdict::done:
    case Outcome::Verdict::again:
    case Outcome::Verdict::failed:
      break;
  }
  return busy();
}

std::string_view credential(const http::Request& request, std::string_view scheme,
                            std::size_t letters) {
  std::string_view text = request.authorization;
  if (!text.starts_with(scheme)) return {};
  text.remove_prefix(scheme.size());
  if (text.empty() || text[0] != ' ') return {};
  text.remove_prefix(1);
  return text.size() == letters ? text : std::string_view();
}

Response unauthorized(std::string_view scheme, std::string_view expected) {
  const std::string field = "WWW-Authenticate: " + std::string(scheme) + "\r\n";
  return problem(401, "Authorization", "expected " + std::string(expected), field);
}

}  // namespace stadtkern::relay
