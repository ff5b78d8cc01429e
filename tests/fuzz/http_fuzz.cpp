// Whatever comes over the line as a header, a body, a target or a field is decoded or refused.
#include "http/accept.hpp"
#include "http/address.hpp"
#include "http/parser.hpp"
#include "http/policy.hpp"
#include "http/target.hpp"

using namespace stadtkern::http;

namespace {

void expect(bool right) {
  if (!right) __builtin_trap();
}

void fuzz_request(std::string_view bytes) {
  Parser parser;
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return;
  parser.take_header(bytes.substr(0, end + 4), 2048);
  if (parser.refused()) return;
  expect(parser.request().path.starts_with('/'));
  std::string_view body = bytes.substr(end + 4);
  // In two pieces, as a slow line would bring it.
  std::string_view first = body.substr(0, body.size() / 2);
  const std::size_t used = parser.is_done() ? 0 : parser.take_body(first, 100);
  if (!parser.refused() && !parser.is_done()) parser.take_body(body.substr(used), 100);
  expect(parser.refused() || parser.request().body.size() <= 100);
}

void fuzz_target(std::string_view bytes) {
  const auto target = decode_target(bytes);
  if (!target.ok()) return;
  const std::string& path = target.value().path;
  expect(path.find("/../") == std::string::npos && !path.ends_with("/.."));
  expect(path.find('\0') == std::string::npos && path.find("//") == std::string::npos);
  parameter(target.value().query, "since");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz_request(bytes);
  fuzz_target(bytes);
  choose_coding(bytes, true, true);
  prefers_json(bytes);
  etag_matches(bytes, "\"a\"");
  Network::parse(bytes);
  client_of(Address{}, bytes, {});
  (void)decode_style_hashes(bytes);
  return 0;
}
