// Pages of words: "## headings", "- lists", paragraphs, "[links](/address/)" and {placeholders}, as
// in web/texts/pages.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// Writes a page of words. A line with a placeholder whose value is empty is left out, so that a
// town need not have a fax. Values are text: markup in them stays words. A path in a link is given
// without the language and gets this one's.
Html prose(Language language, std::string_view words, std::span<const Fill> fills);

}  // namespace stadtkern::views
