// The way through a long list: the next page as a link, the one before, and where one is.
#pragma once

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Pager {
  int page = 1;
  int pages = 1;
  std::int64_t left = 0;               // entries after this page
  std::string_view previous_url = {};  // "" on the first page
  std::string_view next_url = {};      // "" on the last
};

// Nothing where there is one page only.
Html pager(Language language, const Pager& pager);

}  // namespace stadtkern::views
