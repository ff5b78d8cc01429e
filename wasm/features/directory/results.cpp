#include "features/directory/results.hpp"

#include <map>

#include "base/sort.hpp"
#include "model/shop.hpp"
#include "model/town.hpp"
#include "search/fold.hpp"

namespace stadtkern::directory {
namespace {

void sort_by_name(Shelves& shelves, const model::Collection& shops) {
  std::vector<std::pair<std::string, model::Row>> keys;
  for (model::Row row = 0; row < shops.size(); ++row)
    keys.emplace_back(search::sort_key(shops.value(row, "name")), row);
  sort(keys);
  shelves.by_name.clear();
  for (const auto& [key, row] : keys) shelves.by_name.push_back(row);
}

search::Index index_of(const model::Content& content, views::Language language) {
  const model::Collection& shops = content.collection("shops");
  const model::Town town(content);
  search::Builder builder;
  for (model::Row row = 0; row < shops.size(); ++row) {
    const model::Shop shop(shops, row);
    search::Document document;
    document.name = shop.name();
    document.kind = town.kind_label(shop.kind(), views::language_value(language));
    document.assortment = shop.field("assortment");
    document.place = town.place_name(shop.place());
    document.district = shop.field("district");
    document.street = shop.field("street");
    document.postal_code = shop.field("postal_code");
    document.description = shop.has_detail() ? shop.field("description") : shop.field("summary");
    if (const auto position = shop.position()) {
      document.lat = position->latitude;
      document.lon = position->longitude;
    }
    builder.add(document);
  }
  return search::Index(builder.finish());
}

search::Synonyms synonyms_of(const model::Content& content) {
  const model::Collection& groups = content.collection("synonyms");
  std::string text;
  for (model::Row row = 0; row < groups.size(); ++row)
    text.append(groups.value(row, "words")).append("\n");
  return search::Synonyms(std::move(text));
}

// Most frequent first, equal ones by their slug.
std::vector<Facet> facets_of(const std::map<std::string_view, std::size_t>& counts) {
  std::vector<Facet> facets;
  for (const auto& [slug, count] : counts) facets.push_back({std::string(slug), count});
  sort(facets, [](const Facet& a, const Facet& b) {
    return a.count != b.count ? a.count > b.count : a.slug < b.slug;
  });
  return facets;
}

std::vector<model::Row> candidates(const Shelves& shelves, const std::string& query) {
  if (query.empty() || !shelves.index) return shelves.by_name;
  search::Options options;
  options.limit = shelves.index->rows();
  options.synonyms = &shelves.synonyms;
  std::vector<model::Row> rows;
  for (const search::Hit& hit : shelves.index->query(query, options).hits) rows.push_back(hit.row);
  return rows;
}

}  // namespace

void arrange(Shelves& shelves, const model::Content& content, int revision,
             views::Language language, const ListPage* page) {
  if (shelves.arranged_for != revision) {
    sort_by_name(shelves, content.collection("shops"));
    shelves.arranged_for = revision;
  }
  const bool searches = page != nullptr && !page->query.empty();
  if (searches && (shelves.indexed_for != revision || shelves.indexed_in != language)) {
    shelves.index = index_of(content, language);
    shelves.synonyms = synonyms_of(content);
    shelves.indexed_for = revision;
    shelves.indexed_in = language;
  }
}

Results find(const model::Content& content, const Shelves& shelves, const ListPage& page) {
  const model::Collection& shops = content.collection("shops");
  std::map<std::string_view, std::size_t> kinds;
  std::map<std::string_view, std::size_t> places;
  Results results;
  for (const model::Row row : candidates(shelves, page.query)) {
    const std::string_view kind = shops.value(row, "kind");
    const std::string_view place = shops.value(row, "place");
    const bool right_kind = page.kind.empty() || page.kind == kind;
    const bool right_place = page.place.empty() || page.place == place;
    if (right_place) ++kinds[kind];
    if (right_kind) ++places[place];
    if (right_kind && right_place) results.rows.push_back(row);
  }
  results.kinds = facets_of(kinds);
  results.places = facets_of(places);
  return results;
}

}  // namespace stadtkern::directory
