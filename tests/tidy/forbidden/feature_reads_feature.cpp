// room: wasm/features/directory  must not find: features/sync/state.hpp
#include "features/sync/state.hpp"
