#include "http/response.hpp"

#include <unistd.h>
#include <algorithm>

#include "base/bytes.hpp"
#include "wire/document.hpp"

namespace stadtkern::http {

OpenFile::~OpenFile() {
  ::close(descriptor_);
}

std::size_t OpenFile::read(std::size_t offset, char* room, std::size_t size) const {
  const auto got = ::pread(descriptor_, room, size, static_cast<off_t>(offset));
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string_view reason_of(unsigned status) {
  struct Reason {
    unsigned status;
    std::string_view phrase;
  };
  static constexpr Reason k_reasons[] = {
      {200, "OK"},
      {201, "Created"},
      {204, "No Content"},
      {304, "Not Modified"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {422, "Unprocessable Content"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };
  const auto* found = std::find_if(std::begin(k_reasons), std::end(k_reasons),
                                   [&](const Reason& reason) { return reason.status == status; });
  return found == std::end(k_reasons) ? std::string_view("Error") : found->phrase;
}

Response answer(unsigned status, std::string_view type, std::string body, std::string_view extra) {
  std::string fields = "Content-Type: ";
  fields.append(type).append("\r\nContent-Length: ").append(std::to_string(body.size()));
  fields.append("\r\n").append(extra);
  Response response;
  response.status = status;
  response.fields = std::make_shared<const std::string>(std::move(fields));
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Response problem(unsigned status, std::string_view field, std::string_view detail,
                 std::string_view extra) {
  wire::Writer document;
  document.text("type", "about:blank").text("title", reason_of(status)).number("status", status);
  if (!field.empty()) document.text("field", field);
  if (!detail.empty()) document.text("detail", detail);
  const Bytes bytes = document.encode(wire::Encoding::json);
  std::string fields = "Cache-Control: no-store\r\n";
  fields.append(extra);
  return answer(status, "application/problem+json", std::string(as_text(bytes)), fields);
}

}  // namespace stadtkern::http
