// room: wasm/core  must not find: store/journal.hpp
#include "store/journal.hpp"
