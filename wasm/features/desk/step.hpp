// What the parts of update share: orders, and the store.
#pragma once

#include "features/desk/state.hpp"
#include "port/effects.hpp"

namespace stadtkern::desk {

struct Step {
  State& state;
  Instant now;
  const Route& route;
  port::Effects& effects;

  // Requires: `deed` is a literal.
  void order(std::string_view deed, std::map<std::string, std::string> words = {},
             std::string thread = {}, std::string message = {}, Bytes body = {});
  // Keeps threads as they are now, and perhaps up to where the inbox was read.
  void keep(std::vector<std::string> threads, bool with_since = false);
  void wake_soon();

  // reading.cpp
  void read();
  void take_letters(const port::Sealed& sealed);
  bool drop_what_is_over();

  // answering.cpp
  bool answer(const std::map<std::string, std::string>& fields);
  bool say(const std::map<std::string, std::string>& fields);
  bool take_back(std::string_view thread);
  // Orders whatever of a thread is still to be sent.
  void send(const Thread& thread);
  void send_all();
  void named(const Errand& errand, const std::string& id);
  void sent(const Errand& errand, const std::string& refused);
  void say_opened(const Thread& thread);
  void opened(const Errand& errand, const std::string& refused);
};

std::string key_of(const State& state, std::string_view what, std::string_view id = {});
// Adds a name that is not there yet.
void add_once(std::vector<std::string>& all, const std::string& one);
std::string field(const std::map<std::string, std::string>& fields, const char* name,
                  std::size_t bytes_max);

}  // namespace stadtkern::desk
