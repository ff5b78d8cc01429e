// Which shops a list shows, and in which order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/directory/routes.hpp"
#include "model/content.hpp"
#include "search/index.hpp"
#include "views/texts.hpp"

namespace stadtkern::directory {

// What is prepared once per content, so that a list needs no sorting and a search no scan.
struct Shelves {
  int arranged_for = -1;            // the revision of the content
  std::vector<model::Row> by_name;  // German dictionary order (DIN 5007-1: ä as a, ß as ss)
  int indexed_for = -1;
  views::Language indexed_in =
      views::Language::de;  // kinds are found by their words in this language
  std::optional<search::Index> index;
  search::Synonyms synonyms;  // the town's, of the same content
};

// Brings the shelves up to date; the index only where `page` searches, because building it takes
// longer than all the rest.
void arrange(Shelves& shelves, const model::Content& content, int revision,
             views::Language language, const ListPage* page);

struct Facet {
  std::string slug;
  std::size_t count = 0;
  bool operator==(const Facet&) const = default;
};

struct Results {
  std::vector<model::Row> rows;  // all that fit: by name, or the best first where words were typed
  std::vector<Facet> kinds;      // what the list could be narrowed to, most frequent first
  std::vector<Facet> places;
};

// Requires: the shelves are arranged for this content and page.
Results find(const model::Content& content, const Shelves& shelves, const ListPage& page);

}  // namespace stadtkern::directory
