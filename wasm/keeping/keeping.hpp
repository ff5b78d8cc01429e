// The portal of someone who keeps an entry: everything that citizens have, and the owner's page.
#pragma once

#include <vector>

#include "core/core.hpp"
#include "core/view.hpp"
#include "features/owner/entry.hpp"

namespace stadtkern::keeping {

struct State {
  core::State core;
  owner::State owner;
};

std::vector<port::Effect> update(State& state, const port::Event& event);
core::Document view(const State& state, core::Surface surface);

}  // namespace stadtkern::keeping
