// room: wasm/views  must not find: port/effects.hpp
#include "port/effects.hpp"
