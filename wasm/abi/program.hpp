// Which program these exports are: the citizens' (core), or the provider's desk.
#pragma once

#ifdef STADTKERN_DESK
#include "desk/desk.hpp"
namespace stadtkern::abi {
namespace program = desk_program;
}
#else
#include "core/core.hpp"
#include "core/view.hpp"
namespace stadtkern::abi {
namespace program = core;
}
#endif
