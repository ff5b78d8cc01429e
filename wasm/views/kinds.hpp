// The drawing of each kind of shop. The words for kinds are content of the town, not of the portal.
#pragma once

#include <string_view>

#include "views/drawing.hpp"

namespace stadtkern::views {

// The drawing for a kind ("vending-machine"); a shop front for a kind that this build does not
// know.
Drawing kind_drawing(std::string_view kind);

}  // namespace stadtkern::views
