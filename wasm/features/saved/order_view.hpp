// The page of one order: what to buy, ticks, and the ways to hand it to the shop.
#pragma once

#include "features/saved/list_view.hpp"

namespace stadtkern::saved {

views::Page view_order(const State& state, const Sight& sight, const OrderPage& page);

}  // namespace stadtkern::saved
