// The addresses of the relay (RELAY.md) and what each of them takes.
#pragma once

#include <string>
#include <string_view>

#include "http/request.hpp"

namespace stadtkern::relay {

struct Place {
  enum class Kind {
    none,
    about,
    thread,
    thread_events,
    message,
    joining,
    device,
    revocation,
    challenge,
    session,
    inbox_messages,
    inbox_events,
    opened,
    answer,
    list
  };
  Kind kind = Kind::none;
  std::string thread;
  std::string inbox;
  std::string name;  // of a message, device or list
};

// `rest` is what follows ".../relay". Names that are not of their form lead to `none`.
Place place_of(std::string_view rest);

// The methods a place takes, as the Allow field names them.
std::string_view methods_of(Place::Kind kind);
bool takes(Place::Kind kind, http::Method method);

}  // namespace stadtkern::relay
