#include "pages.hpp"

#include <iostream>

#include "addresses.hpp"
#include "exports/atom.hpp"
#include "exports/geojson.hpp"
#include "exports/sitemap.hpp"
#include "exports/vcard.hpp"
#include "features/directory/routes.hpp"

namespace stadtkern::prerender {
namespace {

// "/en/quellen/" → "en/quellen/": where a page or file lies in the site's folder.
std::string place_of(views::Language language, std::string_view path) {
  return views::localized(language, path).substr(1);
}

}  // namespace

void Pages::write_page(const std::string& path, views::Language language) {
  const core::Document document = mirror_.page_at(views::localized(language, path));
  if (language == views::Language::de && document.page.indexed) indexed_.push_back(path);
  site_.write(place_of(language, path) + "index.html",
              document_of(page_, edition_, publication_, document, path));
}

void Pages::write_pages(const std::vector<std::string>& paths) {
  std::size_t done = 0;
  for (const std::string& path : paths) {
    for (const views::Language language : views::k_languages) write_page(path, language);
    if (++done % 200 == 0)
      std::cerr << "  " << done << "/" << paths.size() << " Seiten\r" << std::flush;
  }
  for (const views::Language language : views::k_languages) {
    const core::Document missing = mirror_.page_at(views::localized(language, "/gibt/es/nicht/"));
    site_.write(place_of(language, "/404.html"),
                document_of(page_, edition_, publication_, missing, "/"));
    site_.write("shell/" + place_of(language, "/index.html"), shell_of(page_, edition_, language));
  }
}

// The desk fills its pages itself; each address has one, so that a link works before its service
// worker does.
void Pages::write_desk() {
  if (desk_ == nullptr) return;
  for (const views::Language language : views::k_languages) {
    std::string home = "anbieter/";
    if (language != views::Language::de) home.append(views::language_value(language)).append("/");
    for (const char* place : {"", "anfrage/", "beitreten/", "geraete/", "einstellungen/"})
      site_.write(home + place + "index.html", shell_of(*desk_, edition_, language));
  }
}

void Pages::write_exports(News& news) {
  const model::Collection& shops = publication_.shops();
  for (model::Row row = 0; row < shops.size(); ++row) {
    const model::Shop shop(shops, row);
    site_.write(directory::card_path(shop.slug()).substr(1), vcard(publication_, shop));
  }
  news.look_at(publication_);
  for (const views::Language language : views::k_languages)
    site_.write(place_of(language, k_atom_path), atom(publication_, news, language));
  news.save();
  site_.write(std::string(k_geojson_path).substr(1), geojson(publication_));
  for (const auto& [name, content] : sitemaps(publication_, indexed_)) site_.write(name, content);
  site_.write("robots.txt", robots(publication_));
}

void Pages::write(News& news) {
  write_pages(addresses(mirror_));
  write_desk();
  write_exports(news);
  site_.sweep();
}

}  // namespace stadtkern::prerender
