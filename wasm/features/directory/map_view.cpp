#include "features/directory/map_view.hpp"

#include <charconv>

#include "features/directory/list_view.hpp"
#include "features/directory/map_picture.hpp"
#include "features/directory/opening.hpp"
#include "views/components/breadcrumb.hpp"
#include "views/components/button.hpp"
#include "views/components/search_field.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;
using views::localized;

constexpr std::size_t k_town_marks = 60;  // of the town, when nothing else is asked for
constexpr std::size_t k_neighbours = 8;   // around one shop
constexpr std::size_t k_listed_max = 24;  // beside the map

Placed placed_of(const Sight& sight, const Results& results) {
  Placed placed;
  for (const model::Row row : results.rows) {
    const model::Shop shop(sight.shops(), row);
    if (const auto at = map::position_of(shop.field("lat"), shop.field("lon")))
      placed.push_back({*at, row});
  }
  return placed;
}

map::View view_for(const Sight& sight, const MapPage& page, const Placed& placed) {
  if (page.view) return *page.view;
  const model::Town town = sight.town();
  const auto centre = map::position_of(town.field("lat"), town.field("lon"));
  const bool everything =
      page.list.kind.empty() && page.list.place.empty() && !page.list.narrowed();
  if (!centre || (!everything && !placed.empty())) return map::view_of_all(placed);
  return {*centre, map::zoom_for(*centre, placed, k_town_marks)};
}

// What is in view, in words. Strings that cards point to live in `owned`.
Html list_of(const Sight& sight, const map::View& view, const Placed& placed) {
  const map::Projection projection(view);
  std::vector<std::string> owned;
  owned.reserve(k_listed_max * 3);
  std::vector<views::Card> cards;
  std::int64_t count = 0;
  for (const auto& [position, row] : placed) {
    if (!map::in_view(projection.of(position)) || ++count > std::int64_t{k_listed_max}) continue;
    const model::Shop shop(sight.shops(), row);
    cards.push_back(card_of(sight, shop, owned));
  }
  const std::string heading = views::counted(sight.language, views::Plural::map_in_view, count);
  return views::card_list(sight.language, {"shops", heading, cards});
}

// Who the map comes from, as licences demand.
void write_sources(views::Writer& w, const Sight& sight) {
  w.element("a", {{"href", localized(sight.language, "/quellen/")}},
            views::text(sight.language, Key::legal_sources));
  const model::Collection& sources = sight.content.collection("sources");
  for (model::Row row = 0; row < sources.size(); ++row) {
    const std::string_view name = sources.value(row, "name");
    if (row > 0 && name == sources.value(row - 1, "name")) continue;
    w.text(row == 0 ? ": " : ", ");
    w.text(name);
  }
}

Html search_of(const Sight& sight, const MapPage& page) {
  std::vector<views::KeptChoice> kept;
  const auto keep = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) kept.push_back({name, value});
  };
  keep("art", page.list.kind);
  keep("ort", page.list.place);
  const std::string open = open_value(page.list);
  keep("offen", open);
  return views::search_field(sight.language,
                             {.label = views::text(sight.language, Key::directory_search),
                              .path = "/schaufenster/karte/",
                              .query = page.list.query,
                              .kept = kept});
}

}  // namespace

views::Page view_map(const Sight& sight, const Shelves& shelves, const MapPage& page) {
  const views::Language language = sight.language;
  const Results results = find(sight.content, shelves, page.list, {sight.now, {}});
  const Placed placed = placed_of(sight, results);
  const map::View view = view_for(sight, page, placed);
  const std::string what = heading_of(sight, page.list);
  views::Page made;
  made.title = views::text(language, Key::map_title, {{"what", what}});
  made.description = made.title;
  made.indexed = page == MapPage{};

  MapPicture picture(sight, view);
  picture.draw(placed, &page);
  picture.name(shelves.placed, results.places);
  const std::string all = views::counted(language, views::Plural::map_as_list,
                                         static_cast<std::int64_t>(results.rows.size()));
  const std::string all_url = localized(language, path_of(page.list));
  const views::Crumb above[] = {{views::text(language, Key::directory_title), "/schaufenster/"}};
  views::Writer w;
  w.markup(views::breadcrumb(language, above));
  w.element("h1", made.title);
  w.element("div class='atlas'", [&] {
    w.markup(search_of(sight, page));
    w.element("div data-keys", [&] {
      w.markup(std::move(picture).map(made.title));
      w.markup(map::map_buttons(language));
      w.element("p class='hint'", [&] { write_sources(w, sight); });
    });
    w.element("div id='results'", [&] {
      w.markup(list_of(sight, view, placed));
      w.element("p", [&] {
        w.markup(
            views::link_button({.text = all, .url = all_url, .weight = views::Weight::secondary}));
      });
    });
  });
  made.main = std::move(w).finish();
  return made;
}

bool move_map(const Sight& sight, const Shelves& shelves, std::string_view words, MapPage& page) {
  constexpr int k_far = 3 * map::k_side;
  int numbers[3]{};
  const char* at = words.data();
  const char* end = at + words.size();
  for (int& number : numbers) {
    if (&number != numbers && (at == end || *at++ != ',')) return false;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc() || number < -k_far || number > k_far) return false;
    at = next;
  }
  if (at != end) return false;
  const map::View from =
      page.view
          ? *page.view
          : view_for(sight, page,
                     placed_of(sight, find(sight.content, shelves, page.list, {sight.now, {}})));
  page.view = map::moved(from, {numbers[0], numbers[1]}, numbers[2]);
  return true;
}

Html map_around(const Sight& sight, const Shelves& shelves, const model::Shop& shop) {
  const auto at = map::position_of(shop.field("lat"), shop.field("lon"));
  if (!at) return {};
  const map::View view{*at, map::zoom_for(*at, shelves.placed, k_neighbours)};
  MapPage page;
  page.view = view;
  MapPicture picture(sight, view);
  picture.draw(shelves.placed, nullptr);
  picture.choose(shop);
  picture.name(shelves.placed, {});
  views::Writer w;
  w.element("a class='where'", {{"href", localized(sight.language, path_of(page))}}, [&] {
    w.markup(std::move(picture).picture(shop.name()));
    w.text(views::text(sight.language, Key::map_around));
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::directory
