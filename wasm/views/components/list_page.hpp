// A list that can be searched, narrowed and paged: heading, field, choices, entries, the way to
// more.
#pragma once

#include <span>

#include "views/components/card.hpp"
#include "views/components/chips.hpp"
#include "views/components/pager.hpp"
#include "views/components/search_field.hpp"

namespace stadtkern::views {

struct ListPage {
  Text title;
  Text lead = {};
  SearchField search = {};
  std::string_view map_url = {};  // the same on a map; may be empty
  std::span<const ChipGroup> choices = {};
  Html above = {};     // what is to be said before the entries
  CardList list = {};  // without cards, `nothing` stands in its place
  Pager pager = {};
  Html nothing = {};     // see empty_result()
  bool pending = false;  // the entries depend on a query that only the device can answer
};

Html list_page(Language language, const ListPage& page);

}  // namespace stadtkern::views
