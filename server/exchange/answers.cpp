#include "exchange/answers.hpp"

#include "http/accept.hpp"

namespace stadtkern::exchange {
namespace {

using http::problem;
using http::Response;

constexpr std::string_view k_no_store = "Cache-Control: no-store\r\n";
constexpr std::string_view k_again_soon = "Retry-After: 2\r\n";

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

Response busy() {
  return problem(503, "", "", k_again_soon);
}

Response problem_of(const Error& error) {
  const std::string detail = "expected " + error.expected;
  return problem(error.code == Code::malformed ? 400 : 422, error.field, detail);
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

}  // namespace stadtkern::exchange
