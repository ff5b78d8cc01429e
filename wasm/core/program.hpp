// The portal for citizens, as abi exports it.
#pragma once

#include "core/core.hpp"
#include "core/view.hpp"

namespace stadtkern::program {

using core::k_database_prefix;
using core::State;
using core::Surface;
using core::update;
using core::view;

}  // namespace stadtkern::program
