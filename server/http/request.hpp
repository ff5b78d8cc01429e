// One request as the services of the house see it: no address, no cookies, only the fields in use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stadtkern::http {

enum class Method { get, head, post, put, remove, other };

// The views live until the answer has been given.
struct Request {
  Method method = Method::other;
  std::string path;  // decoded and checked (see target.hpp)
  std::string_view query;
  std::string_view host;
  std::string_view accept;
  std::string_view accept_encoding;
  std::string_view authorization;
  std::string_view content_type;
  std::string_view content_encoding;
  std::string_view if_none_match;
  std::string_view forwarded_for;
  bool expects_continue = false;
  bool from_operator_network = false;  // loopback or a trusted proxy itself, not forwarded
  // Tells callers apart for counting, in this process only; leads back to no address.
  std::uint64_t household = 0;
  std::string body;

  bool reads() const { return method == Method::get || method == Method::head; }
};

}  // namespace stadtkern::http
