// What each event does to the desk.
#pragma once

#include "features/desk/state.hpp"
#include "port/effects.hpp"

namespace stadtkern::desk {

// True where the page that is shown may have changed.
bool update(State& state, const port::Event& event, const Route& route, port::Effects& effects);

}  // namespace stadtkern::desk
