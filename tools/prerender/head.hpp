// What stands in a page's head for search engines, previews and feed readers: where the page lives,
// in which languages, what a link to it shows elsewhere, and what it says as data.
#pragma once

#include <string>

#include "core/view.hpp"
#include "exports/publication.hpp"

namespace stadtkern::prerender {

views::Language language_of(const core::Document& document);

// Requires: an indexed page. `path` is its address without language, `icon` the portal's picture
// for pages that have none of their own.
std::string head_links(const Publication& publication, const core::Document& document,
                       const std::string& path);
std::string head_preview(const Publication& publication, const core::Document& document,
                         const std::string& path, const std::string& icon);
std::string head_data(const Publication& publication, const core::Document& document,
                      const std::string& path);

}  // namespace stadtkern::prerender
