// The home page: a welcome, one field to search everything, and the services.
#pragma once

#include <span>

#include "views/components/search_field.hpp"
#include "views/components/tiles.hpp"

namespace stadtkern::views {

struct Home {
  Text title = {};
  Text lead = {};
  SearchField search = {};
  std::span<const Tile> services = {};
  Html nearby = {};  // what is open now near by; a slot, empty in pre-rendered pages
};

Html home(Language language, const Home& home);

}  // namespace stadtkern::views
