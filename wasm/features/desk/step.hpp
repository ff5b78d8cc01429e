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
  port::EffectId order(std::string_view deed, std::map<std::string, std::string> words = {},
                       std::string thread = {}, std::string message = {}, Bytes body = {});
  void wake_soon();

  // keeping.cpp
  // Whether this page talks to the relay, and keeps threads.
  bool writes() const;
  void load();
  bool listed(const std::vector<std::string>& keys);
  void take_stored(const std::string& key, BytesView value);
  // One answer of the store fewer is awaited. True where it was the last.
  bool loaded_one();
  void show_stored();
  void take_up(std::vector<Order> orders);
  void command(Order what);
  bool named(const Errand& errand, const std::string& id);
  void keep_orders();
  void order_stored(const std::string& key);
  // Keeps threads as they are now, and perhaps up to where the inbox was read.
  void keep(std::vector<std::string> threads, bool with_since = false);

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
  void sent(const Errand& errand, const std::string& refused);
  void took_back(Thread& thread, const Errand& errand, const std::string& refused);
  void say_opened(const Thread& thread);
  void opened(const Errand& errand, const std::string& refused);
};

std::string key_of(const State& state, std::string_view what, std::string_view id = {});
std::string field(const std::map<std::string, std::string>& fields, const char* name,
                  std::size_t bytes_max);

}  // namespace stadtkern::desk
