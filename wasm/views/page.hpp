// What a page is: its markup, and what a document, a window and a search engine want to know of it.
#pragma once

#include <string>

#include "base/html.hpp"

namespace stadtkern::views {

struct Page {
  std::string title;        // of the page alone, without the town
  std::string description;  // one sentence for search engines and previews
  Html main;
  int status = 200;  // 404 where there is nothing at this address
  bool settled =
      true;  // false while what it shows has not arrived: a page that stands already is better
  bool indexed = true;  // false for pages that only this device can fill
};

}  // namespace stadtkern::views
