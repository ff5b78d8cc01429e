#include "sync/message.hpp"

#include "http/digest.hpp"
#include "sync/compress.hpp"

namespace stadtkern::sync {
namespace {

constexpr std::size_t k_worth_compressing_bytes = 600;

}  // namespace

Form form_for(const http::Request& request) {
  Form form;
  if (http::prefers_json(request.accept)) form.encoding = wire::Encoding::json;
  form.coding = http::choose_coding(request.accept_encoding, true, true);
  return form;
}

std::string etag_of(const Bytes& content, Form form) {
  static constexpr const char* k_suffixes[] = {"", "-gzip", "-br"};  // by Coding
  const std::string hash = http::sha256_base64url(as_text(content)).substr(0, 22);
  return "\"" + hash + k_suffixes[static_cast<int>(form.coding)] + "\"";
}

http::Response message(const Bytes& content, Form form, std::string_view etag) {
  std::string body(as_text(content));
  std::string fields = "Cache-Control: no-cache\r\nVary: Accept, Accept-Encoding\r\n";
  const bool compressed =
      body.size() >= k_worth_compressing_bytes && form.coding != http::Coding::identity;
  if (compressed) {
    const bool br = form.coding == http::Coding::br;
    body = br ? brotli(body, k_brotli_at_once) : gzip(body);
    fields.append("Content-Encoding: ").append(br ? "br\r\n" : "gzip\r\n");
  }
  if (!etag.empty()) fields.append("ETag: ").append(etag).append("\r\n");
  const bool json = form.encoding == wire::Encoding::json;
  return http::answer(200, json ? "application/json" : "application/cbor", std::move(body), fields);
}

}  // namespace stadtkern::sync
