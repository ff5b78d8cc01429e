// A device of a care service: the desk's core and its mailbox.
#pragma once

#include "desk/desk.hpp"
#include "mailbox.hpp"

namespace stadtkern::sim {

class Office final : public Browser {
 public:
  Office(World& world, Line& line, std::string name, Held keys)
      : Browser(world, line, std::move(name)), held(std::move(keys)) {}

  const desk::State& desk_of(Tab& tab) { return tab.state<desk_program::State>().desk; }
  Held held;
  bool revoked = false;
  bool alone = true;                        // its service has no other device
  std::map<std::string, std::string> said;  // words that lie on its disk for good: their thread

 protected:
  Program make() override {
    auto state = std::make_shared<desk_program::State>();
    return {[state](const port::Event& event) { return desk_program::update(*state, event); },
            state};
  }
  void opened(Tab& tab) override { tab.companion = std::make_shared<Mailbox>(tab, held, world()); }
  void seal(Tab& tab, const port::Seal& order) override {
    static_cast<Mailbox*>(tab.companion.get())->order(order);
  }
};

}  // namespace stadtkern::sim
