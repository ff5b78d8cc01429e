// The switch for counting along, as a section of the settings page.
#pragma once

#include "base/html.hpp"
#include "features/usage/usage.hpp"
#include "views/texts.hpp"

namespace stadtkern::usage {

// Without `state` the page is pre-rendered. Sends `pressed` "usage" with "on" or "off".
Html section(views::Language language, const State* state);

}  // namespace stadtkern::usage
