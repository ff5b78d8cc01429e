// A page that has nothing to show but says kindly why and what helps: not found, not saved yet, no
// results, broken.
#pragma once

#include <optional>

#include "views/drawing.hpp"
#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// "There is no such page" with a way home.
Html not_found_page(Language language);

// A page that exists but is not on this device, while there is no connection.
Html offline_page(Language language);

// The portal itself failed.
Html broken_page(Language language);

// A page that says one thing.
Html message_page(Text title, Text hint);

// In place of a list without entries. `reset_url` shows everything again; "" offers nothing.
// `ways` are links that may lead to something, or empty.
Html empty_result(Language language, Text title, Text hint, std::string_view reset_url,
                  Html ways = {});

}  // namespace stadtkern::views
