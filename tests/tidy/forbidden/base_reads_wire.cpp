// room: wasm/base  must not find: wire/feed.hpp
#include "wire/feed.hpp"
