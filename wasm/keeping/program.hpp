// The portal of owners, as abi exports it.
#pragma once

#include "keeping/keeping.hpp"

namespace stadtkern::program {

using keeping::State;
using keeping::update;
using keeping::view;

}  // namespace stadtkern::program
