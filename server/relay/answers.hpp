// What the relay answers beside what every exchange of small messages does.
#pragma once

#include "exchange/answers.hpp"
#include "relay/store.hpp"

namespace stadtkern::relay {

using exchange::busy;
using exchange::credential;
using exchange::encoding_for;
using exchange::encoding_of;
using exchange::nothing;
using exchange::page;
using exchange::problem_of;
using exchange::unauthorized;

http::Response stream(std::string first, std::shared_ptr<http::Broadcast> events);

// Requires: the outcome was not kept.
http::Response problem_of(const Outcome& outcome);

}  // namespace stadtkern::relay
