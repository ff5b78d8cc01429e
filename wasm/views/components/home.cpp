#include "views/components/home.hpp"

namespace stadtkern::views {

Html home(Language language, const Home& home) {
  Writer w;
  w.element("div class='hero'", [&] {
    draw(w, Drawing::town, "drawing");
    w.element("h1", home.title);
    w.element("p class='lead'", home.lead);
    w.markup(search_field(language, home.search));
  });
  if (!home.services.empty()) {
    w.element("h2", text(language, Key::home_services));
    w.markup(tiles(language, home.services));
  }
  w.element("div id='nearby' data-slot", home.nearby);
  return std::move(w).finish();
}

}  // namespace stadtkern::views
