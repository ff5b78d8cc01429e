// room: server/relay  must not find: features/desk/thread.hpp
#include "features/desk/thread.hpp"
