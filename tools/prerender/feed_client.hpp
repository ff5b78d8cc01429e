// HTTP to the town's server, which runs on this machine: plain GET, and the stream of hints.
#pragma once

#include <functional>
#include <string>

#include "base/bytes.hpp"

namespace stadtkern::prerender {

struct Answer {
  int status = 0;  // 0 where there was none
  std::string content_type;
  Bytes body;
};

class FeedClient {
 public:
  // `origin` is "http://HOST:PORT".
  explicit FeedClient(const std::string& origin);

  Answer get(const std::string& path, const std::string& accept) const;

  // Calls hint(sequence) for every head that the server names, and hint(-1) for every line that
  // only keeps the stream alive, until it ends or hint says false.
  void follow(const std::string& path, const std::function<bool(std::int64_t)>& hint) const;

 private:
  std::string host_;
  std::string port_;
};

}  // namespace stadtkern::prerender
