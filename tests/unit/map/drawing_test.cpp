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
  Canvas canvas(views::Language::de, k_view);
  canvas.mark({{500, 501}, 1, views::Drawing::bakery, "Brot & Co", "/schaufenster/brot/"});
  canvas.mark({{-20, 501}, 1, views::Drawing::bakery, "Draußen", "/schaufenster/fern/"});
  const std::string markup = std::move(canvas).map("Karte").markup;
  CHECK(holds(markup, "<a href=\"/schaufenster/brot/\"><title>Brot &amp; Co</title>"));
  CHECK(holds(markup, "x=\"50%\" y=\"50.1%\""));
  CHECK_FALSE(holds(markup, "/schaufenster/fern/"));
  CHECK(holds(markup, "x=\"-2%\""));
}

TEST_CASE("names are left out where they would cover others") {
  Canvas canvas(views::Language::de, k_view);
  canvas.mark({{100, 900}, 1, views::Drawing::bakery, "Allein", "/a/"});
  canvas.mark({{500, 900}, 1, views::Drawing::bakery, "Verdeckt", "/b/"});
  for (const char* name : {"Kernstadt", "Zweitens", "Drittens", "Viertens", "Nebenan"})
    canvas.label({500, 500}, name);
  canvas.label({100, 100}, "Fern");
  canvas.label({500, 900}, "Hafen");
  const std::string markup = std::move(canvas).map("Karte").markup;
  for (const char* shown : {">Kernstadt<", ">Viertens<", ">Fern<", ">Hafen<", "y=\"31\">Allein<"})
    CHECK(holds(markup, shown));
  CHECK_FALSE(holds(markup, ">Nebenan<"));
  CHECK_FALSE(holds(markup, "\">Verdeckt<"));
}

TEST_CASE("the scale is a round number of less than a third of the map") {
  for (int zoom = 0; zoom <= k_zoom_max; ++zoom) {
    const std::string markup =
        Canvas(views::Language::de, {k_view.centre, zoom}).picture("x").markup;
    const bool round = holds(markup, ">1") || holds(markup, ">2") || holds(markup, ">5");
    INFO(zoom);
    CHECK(round);
  }
  const std::string town = Canvas(views::Language::de, k_view).picture("x").markup;
  CHECK(holds(town, ">1 km</text>"));  // of a side of 3.5 km
  CHECK(holds(town, "x2=\"31.7%\""));  // 3 % from the edge, and 1000 m of 3478
}
