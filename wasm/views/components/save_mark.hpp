// The heart with which a person puts a shop on the saved list. A slot: pre-rendered pages do not
// know the person.
#pragma once

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

enum class Mark { unknown, off, on };

// A heart alone, for a card. Sends `pressed` "save" with the shop's id.
void write_save_mark(Writer& w, Language language, std::string_view id, Text name, Mark mark);

// A heart with words, for the page of one shop, and behind it what else can be done there.
Html save_actions(Language language, std::string_view id, Mark mark);

}  // namespace stadtkern::views
