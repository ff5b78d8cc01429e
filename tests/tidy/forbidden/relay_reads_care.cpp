// room: server/relay  must not find: features/care/request/request.hpp
#include "features/care/request/request.hpp"
