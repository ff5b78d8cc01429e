// The shops on a map: the piece of the earth that is asked for, marks that lead on, and beside it
// the list of what is in view, which says the same in words.
#pragma once

#include "features/directory/results.hpp"
#include "features/directory/wording.hpp"
#include "views/page.hpp"

namespace stadtkern::directory {

views::Page view_map(const Sight& sight, const Shelves& shelves, const MapPage& page);

// What `pressed` "move" says: "x,y,closer", in thousandths of the map's side and steps of zoom.
// Moves the page; false where the words are none of these.
bool move_map(const Sight& sight, const Shelves& shelves, std::string_view words, MapPage& page);

// A small picture of where one shop is, among its neighbours, as a link to the map; nothing where
// nobody knows where it is.
Html map_around(const Sight& sight, const Shelves& shelves, const model::Shop& shop);

}  // namespace stadtkern::directory
