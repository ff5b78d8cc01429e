// What a person does to the order of one shop. Plain changes of plain values.
#pragma once

#include "features/saved/list.hpp"

namespace stadtkern::saved {

// Adds a line from what was typed; the same thing again takes the new amount and is wanted anew.
// False where nothing was typed or there is no room.
bool add_line(Entry& entry, std::string_view amount, std::string_view item);

// The line that a field or button names by its number; null where there is none.
Line* line_at(Entry& entry, std::string_view number);

// False where there is no such line.
bool remove_line(Entry& entry, std::string_view number);

}  // namespace stadtkern::saved
