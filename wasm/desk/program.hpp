// The provider's desk, as abi exports it.
#pragma once

#include "desk/desk.hpp"

namespace stadtkern::program {

using desk_program::k_database_prefix;
using desk_program::State;
using desk_program::Surface;
using desk_program::update;
using desk_program::view;

}  // namespace stadtkern::program
