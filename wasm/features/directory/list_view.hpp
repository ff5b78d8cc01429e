// The list of shops: search field, filters with counts, fifty entries, the way to the next fifty.
#pragma once

#include "features/directory/results.hpp"
#include "features/directory/wording.hpp"
#include "views/page.hpp"

namespace stadtkern::directory {

views::Page view_list(const Sight& sight, const Shelves& shelves, const ListPage& page);

// A shop as an entry of a list. Views in it live as long as the content, `url` and `id` as long as
// their owners.
views::Card card_of(const Sight& sight, const model::Shop& shop, std::string_view id,
                    std::string_view url);

}  // namespace stadtkern::directory
