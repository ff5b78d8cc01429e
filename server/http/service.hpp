// What answers under a prefix of the address space. The listener knows services only by this.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "http/request.hpp"
#include "http/response.hpp"

namespace stadtkern::http {

// The way back of one answer. May be called from any thread, once. Dropped without a call it
// answers 500, so that no session waits for ever.
class Reply {
 public:
  explicit Reply(std::function<void(Response)> give)
      : promise_(std::make_shared<Promise>(std::move(give))) {}

  void operator()(Response response) const { promise_->keep(std::move(response)); }

 private:
  struct Promise {
    explicit Promise(std::function<void(Response)> take) : give(std::move(take)) {}
    ~Promise() {
      if (give) give(problem(500, "", ""));
    }
    Promise(const Promise&) = delete;
    Promise& operator=(const Promise&) = delete;
    void keep(Response response) {
      if (const auto once = std::exchange(give, nullptr)) once(std::move(response));
    }
    std::function<void(Response)> give;
  };
  std::shared_ptr<Promise> promise_;
};

// What a service says to a header, before any of the body is read.
struct Admission {
  std::size_t body_bytes_max = 0;
  std::optional<Response> refusal;
};

class Service {
 public:
  virtual ~Service() = default;
  virtual Admission admit(const Request& head) = 0;
  // The request lives until `reply` has been called.
  virtual void serve(Request& request, Reply reply) = 0;
};

}  // namespace stadtkern::http
