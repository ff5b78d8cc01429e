// What must hold: at every step what a citizen's page says, and when all is calm that everything
// which was acknowledged has arrived, once, and that what is over is gone. A broken promise ends
// the run by its name.
#pragma once

#include "people.hpp"

namespace stadtkern::sim {

class Oracle {
 public:
  Oracle(World& world, Host& host, Town& town, People& people)
      : world_(world), host_(host), town_(town), people_(people) {}

  // After every step of a citizen's tab.
  void watch(Phone& phone, Tab& tab);
  // When everybody has been online and calm for a while.
  void check_calm();
  // When everything has expired, and everybody has been online since.
  void check_expired();

 private:
  void check_server(const std::string& id, const Ledger::Thread& truth);
  void check_offices(const std::string& id, const Ledger::Thread& truth);
  void check_desk(Office& office, const std::string& inbox, const std::string& id,
                  const Ledger::Thread& truth);
  void check_said_by(Office& office, const std::string& inbox);
  void check_answer(Office& office, const std::string& inbox, const desk::Thread& shown,
                    const Ledger::Thread& truth);
  void check_phone(Phone& phone, const std::set<std::string>& wishes);
  void check_held(const care::Thread& thread, const Ledger::Thread& truth);
  void check_said(const care::Thread& thread, const Ledger::Thread& truth);
  bool is_full(const std::string& id, const std::string& inbox);
  bool is_held_by_server(const std::string& id);
  void expect(bool right, const std::string& promise, const std::string& where);

  World& world_;
  Host& host_;
  Town& town_;
  People& people_;
};

}  // namespace stadtkern::sim
