// The portal as one deterministic program: a state, what each event does to it, and what a page
// looks like for it. No I/O, no clock, no randomness: a log of events gives the same effects and
// the same markup natively and in WebAssembly.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/route.hpp"
#include "features/care/state.hpp"
#include "features/directory/nearby.hpp"
#include "features/directory/results.hpp"
#include "features/saved/state.hpp"
#include "features/settings/settings.hpp"
#include "features/sync/state.hpp"
#include "features/usage/usage.hpp"
#include "port/effects.hpp"
#include "port/events.hpp"

namespace stadtkern::core {

// Of the store in a browser. Stored: do not rename.
inline constexpr const char* k_database_prefix = "stadtkern-";

struct State {
  std::optional<Instant>
      now;  // nothing until the shell has said so: pre-rendered pages know no time
  Route route;
  std::string build;
  bool started = false;
  Instant patient_until{};          // until then a page without content waits for the store
  std::int64_t page_sequence = -1;  // of the pre-rendered page that still shows; -1: none
  bool update_ready = false;        // newer code waits
  sync::State sync;
  settings::State settings;
  saved::State saved;
  care::State care;
  usage::State usage;
  directory::Shelves shelves;
  directory::Nearby nearby;
  port::EffectId last_id = 0;
};

std::vector<port::Effect> update(State& state, const port::Event& event);

}  // namespace stadtkern::core
