// One shop: what it is, when it is open, how to reach it, what it sells.
#pragma once

#include "features/directory/results.hpp"
#include "features/directory/wording.hpp"
#include "views/page.hpp"

namespace stadtkern::directory {

views::Page view_shop(const Sight& sight, const Shelves& shelves, const ShopPage& page);

}  // namespace stadtkern::directory
