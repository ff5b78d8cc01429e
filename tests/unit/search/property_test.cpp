// Properties on real records: the farm shops and markets of the shared data.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "records.hpp"
#include "search/fold.hpp"
#include "support/shared_data.hpp"

using namespace stadtkern::search;
using namespace stadtkern::search::testing;

namespace {

struct Place {
  std::string name;
  std::string city;
  std::string street;
  std::string description;
  Document document() const {
    Document result = named(name, "Hofladen", "", description);
    result.place = city;
    result.street = street;
    return result;
  }
};

std::vector<Place> real_places() {
  const auto path =
      stadtkern::testing::shared_data("shops_osm/direktvermarkter_mv_sh_bb_hh.geojson");
  if (!path) return {};
  std::ifstream file(*path);
  const auto json = nlohmann::json::parse(file);
  std::vector<Place> places;
  for (const auto& feature : json["features"]) {
    const auto& tags = feature["properties"];
    places.push_back({tags.value("name", ""), tags.value("addr:city", ""),
                      tags.value("addr:street", ""), tags.value("description", "")});
  }
  return places;
}

Index index_of_places(const std::vector<Place>& places) {
  Builder builder;
  for (const Place& place : places) builder.add(place.document());
  return Index(builder.finish());
}

bool finds(const Index& index, std::string_view query, Row row) {
  Options options;
  options.limit = index.rows();
  const Answer answer = index.query(query, options);
  return std::any_of(answer.hits.begin(), answer.hits.end(),
                     [&](const Hit& hit) { return hit.row == row && hit.complete; });
}

}  // namespace

TEST_CASE("search finds every record by each of its own words") {
  const std::vector<Place> places = real_places();
  const Index index = index_of_places(places);
  for (Row row = 0; row < places.size(); row += 3) {
    const Place& place = places[row];
    for (const std::string* text : {&place.name, &place.city, &place.street, &place.description}) {
      for (WordReader words(*text); words.next();) {
        const std::string word = text->substr(words.begin(), words.end() - words.begin());
        INFO(row << " " << word);
        REQUIRE(finds(index, word, row));
      }
    }
  }
}

TEST_CASE("search finds every record by its whole name, first among those of another name") {
  const std::vector<Place> places = real_places();
  const Index index = index_of_places(places);
  for (Row row = 0; row < places.size(); row += 7) {
    if (places[row].name.empty()) continue;
    const Row first = rows_for(index, places[row].name).front();
    INFO(places[row].name << " / " << places[first].name);
    REQUIRE(finds(index, places[row].name, row));
  }
}
