// What the portal of a town offers, in the order of its front page.
#pragma once

#include <vector>

#include "model/content.hpp"
#include "views/components/tiles.hpp"

namespace stadtkern::core {

// Those that this town has switched on.
std::vector<views::Tile> services_of(const model::Content& content, views::Language language);

}  // namespace stadtkern::core
