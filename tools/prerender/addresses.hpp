// Which pages there are: every address without a query that the portal links to.
#pragma once

#include <string>
#include <vector>

#include "mirror.hpp"

namespace stadtkern::prerender {

// Paths without language: "/", "/schaufenster/art/bakery/seite/2/", …
std::vector<std::string> addresses(const Mirror& mirror);

}  // namespace stadtkern::prerender
