// Pages of words: "## headings", "- lists", paragraphs and "[links](/address/)", as in
// web/texts/pages.
#pragma once

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// Writes a page of words. Anything that is none of the above is text. A page's path in a link
// is given without the language and gets this one's; an address that is not safe makes no link.
Html prose(Language language, std::string_view words);

}  // namespace stadtkern::views
