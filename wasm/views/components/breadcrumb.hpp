// Where a page lies: links from the home page down to the page above this one.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Crumb {
  Text name = {};
  std::string_view path = {};  // without the language
};

// The home page comes first by itself.
Html breadcrumb(Language language, std::span<const Crumb> above);

}  // namespace stadtkern::views
