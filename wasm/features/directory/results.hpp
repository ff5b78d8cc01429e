// Which shops a list shows, and in which order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/directory/routes.hpp"
#include "features/directory/shop_index.hpp"
#include "features/directory/timetable.hpp"
#include "map/view.hpp"
#include "model/content.hpp"
#include "model/shop.hpp"
#include "views/texts.hpp"

namespace stadtkern::directory {

// What is prepared once per content, so that a list needs no sorting and a search no scan.
struct Shelves {
  int arranged_for = -1;             // the revision of the content
  search::Pile<model::Row> by_name;  // German dictionary order (DIN 5007-1: ä as a, ß as ss)
  std::vector<map::Placed> placed;   // those that are somewhere, by name; item: the row
  Numbering kinds;
  Numbering places;
  int hours_for = -1;
  Timetable timetable;
  ShopIndex search;
};

// Brings the shelves up to date; the opening hours only for a list or where `hours` asks, and the
// index only where `page` searches, because building it takes longer than all the rest.
void arrange(Shelves& shelves, const model::Content& content, const Edition& edition,
             views::Language language, const ListPage* page, bool hours = false);

struct Facet {
  std::string_view slug;  // lives as long as the content
  std::size_t count = 0;
  bool operator==(const Facet&) const = default;
};

// What a list depends on besides its address and the content. Without a time nothing is left out as
// closed, and without a position nothing is near.
struct Circumstances {
  std::optional<Instant> now;
  std::optional<model::Coordinates> from;
};

struct Results {
  search::Pile<model::Row> rows;  // all that fit, in the order asked for
  std::vector<Facet> kinds;       // what the list could be narrowed to, most frequent first
  std::vector<Facet> places;
  // How many there are of this kind and place, …
  std::size_t any_time = 0;  // … open or not
  std::size_t open = 0;      // … open at the moment asked for, else now
  bool time_known = false;   // whether `open` could be counted
  std::string corrected;     // "did you mean": the words with typing errors put right, or ""
};

// As the crow flies; k_far_away where nobody knows where the shop is.
std::uint32_t metres_to(const model::Shop& shop, const model::Coordinates& from);
inline constexpr std::uint32_t k_far_away = 40'000'000;

// Requires: the shelves are arranged for this content and page.
Results find(const model::Content& content, const Shelves& shelves, const ListPage& page,
             const Circumstances& circumstances = {});

}  // namespace stadtkern::directory
