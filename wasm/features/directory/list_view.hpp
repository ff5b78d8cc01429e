// The list of shops: search field, filters with counts, fifty entries, the way to the next fifty.
#pragma once

#include "features/directory/results.hpp"
#include "features/directory/wording.hpp"
#include "views/components/chips.hpp"
#include "views/page.hpp"

namespace stadtkern::directory {

// "Bäckerei in Kernstadt", "Schaufenster": what a list shows.
std::string heading_of(const Sight& sight, const ListPage& page);

// `elsewhere` are pages outside the shop window that a search may have meant.
views::Page view_list(const Sight& sight, const Shelves& shelves, const ListPage& page,
                      std::span<const views::Chip> elsewhere = {});

// Some shops that are open now, the nearest first: to the person where that is known, else to the
// middle of the town. Empty without a clock.
Html view_open_now(const Sight& sight, const Shelves& shelves);

// A shop as an entry of a list. Views in it live as long as the content and as `owned`, which takes
// its words. Requires: `owned` has room for three more.
views::Card card_of(const Sight& sight, const model::Shop& shop, std::vector<std::string>& owned);

}  // namespace stadtkern::directory
