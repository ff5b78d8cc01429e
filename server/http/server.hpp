// The listener and its threads. Hides Asio from whoever starts it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "http/common.hpp"

namespace stadtkern::http {

struct Endpoint {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  unsigned threads = 1;
  std::string tls_certificate_file;  // empty: plain HTTP
  std::string tls_key_file;
};

class Server {
 public:
  // Listens and serves from now on. `common` outlives the server. An error's field is the option at
  // fault and `expected` a sentence for the operator.
  static Result<std::unique_ptr<Server>> start(const Endpoint& endpoint, Common& common);
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;
  // No new connections; running requests finish within the limit. Returns when all have ended.
  virtual void stop() = 0;
};

}  // namespace stadtkern::http
