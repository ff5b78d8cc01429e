// One answer, as parts that are written to the wire without being copied together.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stadtkern::http {

class Broadcast;

// An open file that is sent in pieces because it is too large for the cache.
class OpenFile {
 public:
  OpenFile(int descriptor, std::size_t size) : descriptor_(descriptor), size_(size) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  std::size_t size() const { return size_; }
  // Reads at `offset`; 0 at the end and on failure.
  std::size_t read(std::size_t offset, char* room, std::size_t size) const;

 private:
  int descriptor_;
  std::size_t size_;
};

// The session adds the status line, date, connection and security fields. At most one of body, file
// and events is set; without one the answer has no content.
struct Response {
  unsigned status = 200;
  std::shared_ptr<const std::string> fields;  // lines "Name: value\r\n", Content-Length included
  std::shared_ptr<const std::string> body;
  std::shared_ptr<const OpenFile> file;
  std::shared_ptr<Broadcast> events;  // after `body` the stream stays open for it
  bool html = false;                  // its policy then allows the styles of the site
};

// A whole answer made now. `extra` holds further field lines.
Response answer(unsigned status, std::string_view type, std::string body,
                std::string_view extra = "");

// A problem document (RFC 9457). `field` and `detail` may be empty; `detail` never repeats a value.
Response problem(unsigned status, std::string_view field, std::string_view detail,
                 std::string_view extra = "");

// The reason phrase of a status in use.
std::string_view reason_of(unsigned status);

}  // namespace stadtkern::http
