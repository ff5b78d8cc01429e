// Counting along: which coarse features were used in a week, kept on the device, and once a week
// one randomised answer to one question drawn by lot (PROTOCOL.md, "usage"). Deterministic: the
// dice arrive in an event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "port/effects.hpp"
#include "port/events.hpp"
#include "wire/usage.hpp"

namespace stadtkern::usage {

struct State {
  std::string town;
  bool refused = false;  // the browser asks not to be tracked: off, whatever is stored
  bool online = false;
  bool writer = false;  // one tab sends
  bool on = false;
  std::int64_t week = 0;  // since 1970, from Monday, UTC
  std::uint8_t used = 0;  // a bit per wire::k_usage_features
  bool counting = false;  // the current page has been counted
  port::EffectId load = 0;
  port::EffectId dice = 0;
  port::EffectId store = 0;                // of the week that begins
  std::optional<wire::UsageReport> ready;  // goes out once that week is durable
};

// The feature that a page belongs to, by its address without language. Nothing for other pages.
std::optional<std::size_t> feature_of(std::string_view path);

// The answer that three random bytes make of what was used: one draws the question, two are coins.
// Requires: three bytes.
wire::UsageReport answer(std::uint8_t used, BytesView dice);

// `path` is the page after the event. True where the page that is shown may have changed.
bool update(State& state, const port::Event& event, std::string_view path, port::Effects& effects);

void forget(State& state);

// Stored: the key of what was used.
std::string usage_key(std::string_view town);

}  // namespace stadtkern::usage
