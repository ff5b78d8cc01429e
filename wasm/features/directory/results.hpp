// Which shops a list shows, and in which order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "features/directory/routes.hpp"
#include "model/content.hpp"

namespace stadtkern::directory {

// What is prepared once per content, so that a list needs no sorting.
struct Shelves {
  std::vector<model::Row> by_name;  // German dictionary order (DIN 5007-1: ä as a, ß as ss)
  std::vector<std::string> folded;  // what a search looks through, by row
};
Shelves arrange(const model::Content& content);

struct Facet {
  std::string slug;
  std::size_t count = 0;
  bool operator==(const Facet&) const = default;
};

struct Results {
  std::vector<model::Row> rows;  // all that fit, in order
  std::vector<Facet> kinds;      // what the list could be narrowed to, most frequent first
  std::vector<Facet> places;
};
Results find(const model::Content& content, const Shelves& shelves, const ListPage& page);

}  // namespace stadtkern::directory
