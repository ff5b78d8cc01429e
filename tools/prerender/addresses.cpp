#include "addresses.hpp"

#include <set>

#include "features/care/routes.hpp"
#include "model/town.hpp"

namespace stadtkern::prerender {
namespace {

void add_list(const Mirror& mirror, directory::ListPage page, std::vector<std::string>& all) {
  const auto pages = static_cast<int>(std::max<std::size_t>(1, mirror.list_pages(page)));
  for (page.page = 1; page.page <= pages; ++page.page) all.push_back(directory::path_of(page));
}

// The steps too, so that a reload or a bookmark finds them where the service worker is not there
// yet.
void add_care(const Mirror& mirror, std::vector<std::string>& all) {
  if (!model::Town(mirror.content()).has_feature("care")) return;
  all.push_back(care::path_of({}));
  all.push_back(care::path_of({care::Page::Kind::restore}));
  for (int step = 0; step < care::k_steps; ++step)
    all.push_back(care::path_of({care::Page::Kind::step, static_cast<care::Step>(step)}));
}

// Every kind, every place and every kind in a place that has entries, "" for all: what a list
// offers to narrow it must be a page for whoever is sent the link.
std::set<std::pair<std::string, std::string>> narrowings_of(const model::Collection& shops) {
  std::set<std::pair<std::string, std::string>> all;
  all.emplace("", "");
  for (model::Row row = 0; row < shops.size(); ++row) {
    const std::string kind(shops.value(row, "kind"));
    const std::string place(shops.value(row, "place"));
    all.insert({{kind, ""}, {"", place}, {kind, place}});
  }
  return all;
}

}  // namespace

std::vector<std::string> addresses(const Mirror& mirror) {
  std::vector<std::string> all{
      "/",
      "/schaufenster/karte/",
      "/merkliste/",
      "/einstellungen/",
      "/mein-eintrag/",
      "/impressum/",
      "/datenschutz/",
      "/barrierefreiheit/",
      "/quellen/",
  };
  add_care(mirror, all);
  const model::Collection& shops = mirror.content().collection("shops");
  for (const auto& [kind, place] : narrowings_of(shops))
    add_list(mirror, {kind, place, 1, "", false}, all);
  for (model::Row row = 0; row < shops.size(); ++row) {
    all.push_back(directory::path_of(directory::ShopPage{std::string(shops.id(row))}));
  }
  return all;
}

}  // namespace stadtkern::prerender
