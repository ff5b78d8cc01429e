#include "exports/sitemap.hpp"

#include <algorithm>
#include <span>

#include "exports/xml.hpp"

namespace stadtkern::prerender {
namespace {

constexpr const char* k_declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

std::string alternates(const Publication& publication, const std::string& path) {
  std::string out;
  const auto add = [&](std::string_view tag, views::Language language) {
    out += "<xhtml:link rel=\"alternate\" hreflang=\"" + std::string(tag) + "\" href=\"" +
           xml_text(publication.address(language, path)) + "\"/>\n";
  };
  for (const views::Language language : views::k_languages)
    add(views::language_tag(language), language);
  add("x-default", views::Language::de);
  return out;
}

std::string page_list(const Publication& publication, std::span<const std::string> paths) {
  std::string out = k_declaration;
  out +=
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
  for (const std::string& path : paths) {
    const std::string links = alternates(publication, path);
    for (const views::Language language : views::k_languages) {
      out +=
          "<url>\n" + xml_element("loc", publication.address(language, path)) + links + "</url>\n";
    }
  }
  return out += "</urlset>\n";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> sitemaps(const Publication& publication,
                                                          const std::vector<std::string>& paths) {
  if (paths.size() <= k_sitemap_pages_max) return {{"sitemap.xml", page_list(publication, paths)}};
  std::vector<std::pair<std::string, std::string>> files;
  std::string index = k_declaration;
  index += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::span<const std::string> rest = paths; !rest.empty();) {
    const auto part = rest.first(std::min(rest.size(), k_sitemap_pages_max));
    const std::string name = "sitemap-" + std::to_string(files.size() + 1) + ".xml";
    files.emplace_back(name, page_list(publication, part));
    index += "<sitemap>\n" + xml_element("loc", publication.address("/" + name)) + "</sitemap>\n";
    rest = rest.subspan(part.size());
  }
  files.emplace_back("sitemap.xml", index + "</sitemapindex>\n");
  return files;
}

std::string robots(const Publication& publication) {
  return "User-agent: *\nDisallow: /api/\nDisallow: /shell/\n\nSitemap: " +
         publication.address("/sitemap.xml") + "\n";
}

}  // namespace stadtkern::prerender
