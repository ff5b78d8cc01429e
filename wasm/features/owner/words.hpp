// The words of this feature (web/texts/owner): as views/texts.hpp, but only one program carries
// them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "owner_texts/keys.hpp"
#include "views/texts.hpp"

namespace stadtkern::owner {

using views::Language;

std::string_view say(Language language, Key key);
std::string say(Language language, Key key, std::initializer_list<views::Fill> fills);

}  // namespace stadtkern::owner
