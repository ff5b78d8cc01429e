// What a map of shops shows: water, marks, names.
#pragma once

#include "features/directory/results.hpp"
#include "features/directory/wording.hpp"
#include "map/clusters.hpp"
#include "map/drawing.hpp"

namespace stadtkern::directory {

using Placed = std::vector<map::Placed>;

// Fills a canvas with what is to be seen of `view`: `placed` as marks, joined where they would
// cover each other, and the names of places, those with most entries first.
class MapPicture {
 public:
  MapPicture(const Sight& sight, const map::View& view)
      : sight_(sight), view_(view), projection_(view), canvas_(sight.language, view) {}

  // Marks of a page lead to shops and nearer; without one they are a picture.
  void draw(const Placed& placed, const MapPage* page);
  // `all`: every shop that is somewhere, for the parts of a town; `facets`: places by their
  // entries.
  void name(const Placed& all, const std::vector<Facet>& facets);
  void choose(const model::Shop& shop);

  Html map(views::Text name) && { return std::move(canvas_).map(name); }
  Html picture(views::Text name) && { return std::move(canvas_).picture(name); }

 private:
  void draw_grounds();
  void draw_cluster(const map::Cluster& cluster, const MapPage& page);
  void name_districts(const Placed& all);

  const Sight& sight_;
  map::View view_;
  map::Projection projection_;
  map::Canvas canvas_;
};

}  // namespace stadtkern::directory
