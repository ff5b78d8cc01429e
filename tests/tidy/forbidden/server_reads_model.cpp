// room: server/sync  must not find: model/shop.hpp
#include "model/shop.hpp"
