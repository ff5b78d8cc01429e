// What people do with their browsers, at moments and in an order that the dice choose: ask, look,
// write, withdraw, restore by receipt; answer, change, take back; close, open, lose the line.
#pragma once

#include "town.hpp"

namespace stadtkern::sim {

struct Citizen {
  std::string name;
  std::unique_ptr<Phone> phone;
  std::unique_ptr<Phone> other;  // where a receipt may be typed in
  int asked = 0;
  std::map<std::string, Bytes> receipts;  // of what was sent, by what it says
  std::set<std::string>
      wishes;  // threads that were withdrawn here since the browser began or refused to store
};

class People {
 public:
  People(World& world, Town& town, Line& line, int citizens);

  // Everybody begins, and goes on until this moment.
  void live(std::int64_t until_ms);
  std::vector<Citizen> citizens;

 private:
  void live_on(std::function<void()> act);
  void act(Citizen& citizen);
  void ask(Citizen& citizen, Tab& tab);
  void use_thread(Citizen& citizen, Phone& phone, Tab& tab);
  void restore(Citizen& citizen);
  void work(Service& service, Office& office);
  void answer(Office& office, Tab& tab, const desk::Thread& thread);
  void remember(Office& office, const std::string& thread, const std::string& words);
  void mishap(Browser& browser);
  void script(Tab& tab, std::vector<std::function<void(Tab&)>> steps);

  World& world_;
  Town& town_;
  std::int64_t until_ms_ = 0;
  int words_ = 0;
};

}  // namespace stadtkern::sim
