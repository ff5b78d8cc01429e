#include "exports/geojson.hpp"

#include "exports/json_text.hpp"
#include "features/directory/routes.hpp"

namespace stadtkern::prerender {
namespace {

constexpr const char* k_fields[] = {"street",     "postal_code", "opening_hours", "assortment",
                                    "summary",    "phone",       "email",         "website",
                                    "wheelchair", "payment",     "languages",     "delivery",
                                    "pickup",     "closed_from", "closed_until",  "confirmed_on",
                                    "invented",   "source",      "source_url",    "licence"};

Json properties_of(const Publication& publication, const model::Shop& shop) {
  const model::Town town = publication.town();
  const std::string path = directory::path_of(directory::ShopPage{std::string(shop.slug())});
  Json properties{{"name", shop.name()}, {"url", publication.address(path)}};
  add(properties, "kind", shop.kind());
  add(properties, "kind_name", town.kind_label(shop.kind(), "de"));
  add(properties, "place", town.place_name(shop.place()));
  for (const char* field : k_fields) add(properties, field, wire::restore_lines(shop.field(field)));
  return properties;
}

}  // namespace

std::string geojson(const Publication& publication) {
  Json features = Json::array();
  const model::Collection& shops = publication.shops();
  for (model::Row row = 0; row < shops.size(); ++row) {
    const model::Shop shop(shops, row);
    Json geometry;
    if (const auto position = exact_position(shop)) {
      geometry = {{"type", "Point"},
                  {"coordinates", Json::array({position->longitude, position->latitude})}};
    }
    features.push_back({{"type", "Feature"},
                        {"id", shop.slug()},
                        {"geometry", std::move(geometry)},
                        {"properties", properties_of(publication, shop)}});
  }
  return json_text({{"type", "FeatureCollection"}, {"features", std::move(features)}}) + "\n";
}

}  // namespace stadtkern::prerender
