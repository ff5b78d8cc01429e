// What each event does to the held content. Deterministic: time comes with the event.
#pragma once

#include "features/sync/state.hpp"
#include "port/events.hpp"

namespace stadtkern::sync {

void update(State& state, const port::Event& event, port::Effects& effects);

// Whether what the store holds is still on its way, and nothing else is missing.
bool is_reading(const State& state);

// Whether content older than `sequence` is held and newer is on its way.
bool is_behind(const State& state, std::int64_t sequence);

// Forgets what is held in memory and stops syncing, because the person wiped this device.
void forget(State& state, port::Effects& effects);

}  // namespace stadtkern::sync
