#include "views/components/tiles.hpp"

namespace stadtkern::views {

Html tiles(Language language, std::span<const Tile> tiles) {
  Writer w;
  w.element("ul class='tiles'", [&] {
    for (const Tile& tile : tiles) {
      w.element("li", [&] {
        draw(w, tile.drawing, "drawing");
        w.element("h3", [&] {
          w.element("a", {{"href", localized(language, tile.path)}}, tile.title);
        });
        w.element("p", tile.lead);
      });
    }
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
