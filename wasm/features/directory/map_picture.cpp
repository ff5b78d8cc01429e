#include "features/directory/map_picture.hpp"

#include <array>

#include "map/outline.hpp"
#include "views/kinds.hpp"

namespace stadtkern::directory {
namespace {

constexpr int k_places_max = 16;     // names in the background
constexpr int k_districts_max = 32;  // of those in view
constexpr int k_zoom_districts = 9;  // about 3.5 km: from here on parts of a town have names

}  // namespace

void MapPicture::draw(const Placed& placed, const MapPage* page) {
  draw_grounds();
  for (const map::Cluster& cluster : map::cluster(projection_, placed)) {
    if (cluster.count > 1 && page != nullptr) {
      draw_cluster(cluster, *page);
      continue;
    }
    const model::Shop shop(sight_.shops(), cluster.item);
    map::Mark mark{cluster.middle(), cluster.count, views::kind_drawing(shop.kind()), shop.name()};
    std::string url;
    if (page != nullptr)
      url = views::localized(sight_.language, path_of(ShopPage{std::string(shop.slug())}));
    mark.url = url;
    canvas_.mark(mark);
  }
}

void MapPicture::draw_grounds() {
  const model::Collection& geography = sight_.content.collection("geography");
  for (model::Row row = 0; row < geography.size(); ++row) {
    const std::string path = map::outline(projection_, geography.value(row, "line"));
    if (!path.empty()) canvas_.ground(geography.value(row, "form"), path);
  }
}

// A cluster leads to its middle and so near that its members part; to the list where none is.
void MapPicture::draw_cluster(const map::Cluster& cluster, const MapPage& page) {
  const int steps = map::steps_to_spread(cluster, view_.zoom);
  const std::string name = views::counted(
      sight_.language, steps > 0 ? views::Plural::map_cluster : views::Plural::directory_count,
      cluster.count);
  const map::Point by{(cluster.low.x + cluster.high.x - map::k_side) / 2,
                      (cluster.low.y + cluster.high.y - map::k_side) / 2};
  std::string url = "#shops";
  std::string step;
  if (steps > 0) {
    step = std::to_string(by.x) + "," + std::to_string(by.y) + "," + std::to_string(steps);
    MapPage nearer = page;
    nearer.view = map::moved(view_, by, steps);
    url = views::localized(sight_.language, path_of(nearer));
  }
  map::Mark mark{cluster.middle(), cluster.count};
  mark.name = name;
  mark.url = url;
  mark.step = step;
  canvas_.mark(mark);
}

void MapPicture::name(const Placed& all, const std::vector<Facet>& facets) {
  if (view_.zoom >= k_zoom_districts) name_districts(all);
  const model::Collection& places = sight_.content.collection("places");
  int named = 0;
  for (const Facet& facet : facets) {
    const auto row = places.find(facet.slug);
    // Without a postal code it is a whole region.
    if (!row || places.value(*row, "postal_code").empty()) continue;
    const auto at = map::position_of(places.value(*row, "lat"), places.value(*row, "lon"));
    if (!at || !map::is_drawn(projection_.of(*at))) continue;
    canvas_.label(projection_.of(*at), places.value(*row, "name"));
    if (++named == k_places_max) return;
  }
}

// Parts of the town, each in the middle of its shops, those with most shops first.
void MapPicture::name_districts(const Placed& all) {
  struct District {
    std::string_view name;
    map::Point sum;
    int count = 0;
  };
  std::array<District, k_districts_max> districts{};
  for (const auto& [position, row] : all) {
    const map::Point at = projection_.of(position);
    const std::string_view name = sight_.shops().value(row, "district");
    if (name.empty() || !map::is_drawn(at)) continue;
    for (District& one : districts) {
      if (one.count > 0 && one.name != name) continue;
      one = {name, {one.sum.x + at.x, one.sum.y + at.y}, one.count + 1};
      break;
    }
  }
  for (;;) {
    District* most = &districts[0];
    for (District& one : districts) {
      if (one.count > most->count) most = &one;
    }
    if (most->count == 0) return;
    canvas_.label({most->sum.x / most->count, most->sum.y / most->count}, most->name);
    most->count = 0;
  }
}

void MapPicture::choose(const model::Shop& shop) {
  map::Mark mark{{map::k_side / 2, map::k_side / 2}, 1, views::kind_drawing(shop.kind())};
  mark.chosen = true;
  canvas_.mark(mark);
}

}  // namespace stadtkern::directory
