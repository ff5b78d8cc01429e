// The mailbox of a desk's page: shell/desk/{mailbox,relay}.ts step by step, against the real relay.
// One deed after another; each asks the relay as the page would, and each of these may fail.
#pragma once

#include <deque>

#include "browser.hpp"
#include "keys.hpp"
#include "task.hpp"

namespace stadtkern::sim {

// Keys of a service on one device. Kept strictly: joining is not what is tested here.
struct Held {
  std::string inbox;
  int signing = 0;  // numbers of keys
  int sealing = 0;
  int device = 0;
  bool joined = false;
  bool left = false;
};

class Mailbox {
 public:
  Mailbox(Tab& tab, Held& held, World& world) : tab_(tab), held_(held), world_(world) {}

  void order(const port::Seal& order);

 private:
  struct Refused {
    std::string why;
  };
  struct Call;   // one request
  struct Pause;  // some time
  struct Ear;    // an event stream, until it breaks

  Call call(Request request);
  void next();
  Task<bool> run(port::Seal order);
  Task<port::Sealed> carry_out(port::Seal order);
  Task<port::Sealed> read(std::string since, port::Sealed done);
  Task<port::Sealed> answer(port::Seal order, port::Sealed done);
  Task<bool> take_back(std::string thread, std::string ids);
  Task<port::Sealed> list(port::Sealed done);
  Task<bool> enter();
  Task<Answer> with_token(Request request);
  Task<Answer> own(std::string method, std::string path, Bytes body);
  Task<bool> keep_listening();
  Answer judged(Answer answer) const;
  Bytes content_of(const wire::Reader& message, std::string& thumbprint) const;
  void status(port::Sealed& done);
  void listen();

  Tab& tab_;
  Held& held_;
  World& world_;
  std::string token_;
  std::deque<port::Seal> waiting_;
  Task<bool> at_work_;
  Task<bool> listening_;
  bool busy_ = false;
  bool listens_ = false;
};

}  // namespace stadtkern::sim
