#include "views/components/place_field.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {

Html place_field(Language language, const PlaceField& field) {
  Writer w;
  w.element("div id='near' class='near'", [&] {
    w.element("p role='status'", field.words);
    if (field.places.empty()) return;
    w.element("details id='near-place'", {{"open", "", field.open}}, [&] {
      w.element("summary", text(language, Key::near_choose));
      w.element(
          "form class='search' method='post' action='/schaufenster/' data-form='centre'", [&] {
            w.element("label for='centre'", text(language, Key::directory_places));
            w.element("div", [&] {
              w.element("select id='centre' name='centre'", [&] {
                for (const PlaceChoice& place : field.places)
                  w.element("option", {{"value", place.id}, {"selected", "", place.chosen}},
                            place.name);
              });
              w.markup(button(
                  {.text = text(language, Key::directory_show), .weight = Weight::secondary}));
            });
          });
    });
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
