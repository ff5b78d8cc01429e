// Every page with its languages, for search engines (sitemaps.org 0.9), and where they find it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "exports/publication.hpp"

namespace stadtkern::prerender {

// Pages of one file: the protocol takes 50,000 and 50 MB, and each page stands in it three times.
inline constexpr std::size_t k_sitemap_pages_max = 5'000;

// Files as name and content. "sitemap.xml" lists the pages, or the files that do where there are
// many. `paths` are pages without language; each exists in all of them.
std::vector<std::pair<std::string, std::string>> sitemaps(const Publication& publication,
                                                          const std::vector<std::string>& paths);

// robots.txt (RFC 9309).
std::string robots(const Publication& publication);

}  // namespace stadtkern::prerender
