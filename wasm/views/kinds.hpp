// Kinds of shops: their word and their drawing. The names are those of OpenStreetMap's shop,
// amenity and craft tags.
#pragma once

#include <string_view>

#include "views/drawing.hpp"
#include "views/texts.hpp"

namespace stadtkern::views {

// The word for a kind ("Hofladen"). A kind that this build does not know is called a shop.
std::string_view kind_text(Language language, std::string_view kind);

Drawing kind_drawing(std::string_view kind);

}  // namespace stadtkern::views
