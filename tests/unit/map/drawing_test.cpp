#include "map/drawing.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern;
using namespace stadtkern::map;

namespace {

bool holds(const std::string& markup, std::string_view words) {
  return markup.find(words) != std::string::npos;
}

const View k_view{{53'829'000, 11'142'000}, 9};

}  // namespace

TEST_CASE("a mark in view is a link with a name, one beyond the edge is neither") {
  Picture picture{k_view, "Karte", true};
  picture.marks = {{{500, 501}, 1, views::Drawing::bakery, "Brot & Co", "/schaufenster/brot/"},
                   {{-20, 501}, 1, views::Drawing::bakery, "Draußen", "/schaufenster/fern/"}};
  const std::string markup = draw_map(views::Language::de, picture).markup;
  CHECK(holds(markup, "<a href=\"/schaufenster/brot/\"><title>Brot &amp; Co</title>"));
  CHECK(holds(markup, "x=\"50%\" y=\"50.1%\""));
  CHECK_FALSE(holds(markup, "/schaufenster/fern/"));
  CHECK(holds(markup, "x=\"-2%\""));
}

TEST_CASE("a picture of a map has no links at all") {
  Picture picture{k_view, "Karte"};
  picture.marks = {{{500, 500}, 1, views::Drawing::bakery, "Brot", "/schaufenster/brot/"}};
  const std::string markup = draw_map(views::Language::de, picture).markup;
  CHECK_FALSE(holds(markup, "<a "));
  CHECK(holds(markup, "role=\"img\""));
}

TEST_CASE("names are left out where they would cover others") {
  Picture picture{k_view, "Karte", true};
  picture.labels = {{{500, 500}, "Kernstadt"}, {{500, 500}, "Zweitens"}, {{500, 500}, "Drittens"},
                    {{500, 500}, "Viertens"},  {{500, 500}, "Nebenan"},  {{100, 100}, "Fern"}};
  const std::string markup = draw_map(views::Language::de, picture).markup;
  CHECK(holds(markup, ">Kernstadt<"));
  CHECK_FALSE(holds(markup, ">Nebenan<"));
  CHECK(holds(markup, ">Fern<"));
}

TEST_CASE("the scale is a round number of less than a third of the map") {
  for (int zoom = 0; zoom <= k_zoom_max; ++zoom) {
    const std::string markup = draw_map(views::Language::de, {{k_view.centre, zoom}, "x"}).markup;
    const bool round = holds(markup, ">1") || holds(markup, ">2") || holds(markup, ">5");
    INFO(zoom);
    CHECK(round);
  }
  const std::string town = draw_map(views::Language::de, {k_view, "x"}).markup;
  CHECK(holds(town, ">1 km</text>"));  // of a side of 3.5 km
  CHECK(holds(town, "x2=\"31.7%\""));  // 3 % from the edge, and 1000 m of 3478
}
