// What each event does to the care finder. Deterministic: time and randomness come with events.
#pragma once

#include "features/care/state.hpp"

namespace stadtkern::care {

// True where the page that is shown may have changed.
bool update(State& state, const port::Event& event, const Around& around, port::Effects& effects);

// Forgets what is held in memory, because the person wiped this device.
// Its keys are forgotten too.
void forget(State& state, port::Effects& effects);

}  // namespace stadtkern::care
