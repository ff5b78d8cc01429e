// The desk's own words (web/texts/desk). As in views/texts.hpp; a key missing in one language fails
// the build.
#pragma once

#include "desk_texts/keys.hpp"
#include "views/texts.hpp"

namespace stadtkern::desk {

std::string_view words(views::Language language, Key key);
std::string words(views::Language language, Key key, std::initializer_list<views::Fill> fills);

}  // namespace stadtkern::desk
