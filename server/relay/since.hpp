// The parameter `since` of pages.
#pragma once

#include <cstdint>
#include <optional>

#include "http/request.hpp"

namespace stadtkern::relay {

// 0 where it is absent, nothing where it is not a number of the protocol.
std::optional<std::int64_t> since_of(const http::Request& request);

}  // namespace stadtkern::relay
