// The pages every public portal must have: imprint (§ 5 DDG), privacy (Art. 13 GDPR), accessibility
// statement (§ 12b BGG, BITV 2.0) and sources. Their words are records of the town, so they are no
// part of the program; see prose.hpp for their form.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Source {
  Text name = {};
  std::string_view url = {};  // may be empty
  Text licence = {};
  std::int64_t records = 0;
};

// `sources` stand before the words.
Html legal_page(Language language, Text title, std::string_view words,
                std::span<const Source> sources = {});

}  // namespace stadtkern::views
