// The portal for citizens, as abi exports it.
#pragma once

#include "core/core.hpp"
#include "core/view.hpp"

namespace stadtkern::program {

using core::State;
using core::update;
using core::view;

}  // namespace stadtkern::program
