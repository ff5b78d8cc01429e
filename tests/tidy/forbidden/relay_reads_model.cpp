// room: server/relay  must not find: model/shop.hpp
#include "model/shop.hpp"
