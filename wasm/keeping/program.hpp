// The portal of owners, as abi exports it.
#pragma once

#include "keeping/keeping.hpp"

namespace stadtkern::program {

using core::k_database_prefix;
using core::Surface;
using keeping::State;
using keeping::update;
using keeping::view;

}  // namespace stadtkern::program
