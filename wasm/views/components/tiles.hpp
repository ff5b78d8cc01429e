// The services of the town as hand-drawn tiles: what the home page is made of.
#pragma once

#include <span>

#include "views/drawing.hpp"
#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Tile {
  Text title = {};
  Text lead = {};
  std::string_view path = {};  // without the language
  Drawing drawing;
};

// Requires: at least one tile.
Html tiles(Language language, std::span<const Tile> tiles);

}  // namespace stadtkern::views
