#include "head.hpp"

#include "base/url.hpp"
#include "exports/json_ld.hpp"
#include "views/writer.hpp"

namespace stadtkern::prerender {
namespace {

std::string element(const char* name, std::initializer_list<views::Attribute> attributes) {
  views::Writer w;
  w.void_element(name, attributes);
  return std::move(w).finish().markup;
}

// Nothing for a page that is no shop.
std::optional<model::Shop> shop_at(const Publication& publication, const std::string& path) {
  const core::Route route = core::route_of(path);
  const auto* page = std::get_if<directory::ShopPage>(&route.page);
  if (page == nullptr) return std::nullopt;
  const auto row = publication.shops().find(page->slug);
  if (!row) return std::nullopt;
  return model::Shop(publication.shops(), *row);
}

const char* locale_of(views::Language language) {
  return language == views::Language::en ? "en_GB" : "de_DE";
}

}  // namespace

views::Language language_of(const core::Document& document) {
  for (const views::Language language : views::k_languages) {
    if (views::language_tag(language) == document.language_tag) return language;
  }
  return views::Language::de;
}

std::string head_links(const Publication& publication, const core::Document& document,
                       const std::string& path) {
  const views::Language own = language_of(document);
  std::string all =
      element("link", {{"rel", "canonical"}, {"href", publication.address(own, path)}});
  for (const views::Language language : views::k_languages) {
    all += element("link", {{"rel", "alternate"},
                            {"hreflang", views::language_tag(language)},
                            {"href", publication.address(language, path)}});
  }
  all += element(
      "link",
      {{"rel", "alternate"}, {"hreflang", "x-default"}, {"href", publication.address(path)}});
  if (path != "/" && path != directory::path_of(directory::ListPage{})) return all;
  all += element("link", {{"rel", "alternate"},
                          {"type", "application/atom+xml"},
                          {"href", publication.address(own, k_atom_path)}});
  all += element("link", {{"rel", "alternate"},
                          {"type", "application/geo+json"},
                          {"href", publication.address(k_geojson_path)}});
  return all;
}

// The Open Graph protocol, ogp.me.
std::string head_preview(const Publication& publication, const core::Document& document,
                         const std::string& path, const std::string& icon) {
  const views::Language language = language_of(document);
  const auto shop = shop_at(publication, path);
  std::string picture = shop ? preview_photo(publication, *shop) : std::string();
  if (picture.empty() && !icon.empty()) picture = publication.address(icon);
  std::string all;
  const auto say = [&all](const char* property, std::string_view content) {
    if (!content.empty()) all += element("meta", {{"property", property}, {"content", content}});
  };
  say("og:type", "website");
  say("og:title", document.page.title);
  say("og:description", document.page.description);
  say("og:url", publication.address(language, path));
  say("og:image", picture);
  say("og:site_name", publication.town().name());
  say("og:locale", locale_of(language));
  return all;
}

std::string head_data(const Publication& publication, const core::Document& document,
                      const std::string& path) {
  const auto shop = shop_at(publication, path);
  return shop ? json_ld(publication, *shop, language_of(document)) : std::string();
}

}  // namespace stadtkern::prerender
