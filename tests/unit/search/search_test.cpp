#include <catch2/catch.hpp>

#include "records.hpp"

using namespace stadtkern::search;
using namespace stadtkern::search::testing;
using Rows = std::vector<Row>;

TEST_CASE("search: the issue's examples are found") {
  const Index index = index_of({named("Zwergenstübchen", "Kinderschuhgeschäft"),
                                named("Klein", "Bäckerei"), named("Haar und Bart", "Friseur")});
  CHECK(rows_for(index, "schuhe") == Rows{0});
  CHECK(rows_for(index, "bäker") == Rows{1});
  CHECK(rows_for(index, "baecker") == Rows{1});
  CHECK(rows_for(index, "BÄCKEREIEN") == Rows{1});
  CHECK(rows_for(index, "brötchen") == Rows{1});
  CHECK(rows_for(index, "heute abend brot") == Rows{1});
  CHECK(rows_for(index, "haarschnitt") == Rows{2});
}

TEST_CASE("search: every beginning of a name finds it while it is typed") {
  const Index index = index_of({named("Gärtnerei Sonnenschein"), named("Fischhaus Petersen")});
  const std::string name = "petersen";
  for (std::size_t typed = 1; typed <= name.size(); ++typed) {
    INFO(name.substr(0, typed));
    CHECK(rows_for(index, name.substr(0, typed)) == Rows{1});
  }
}

TEST_CASE(
    "search: a name counts more than a kind, a kind more than goods, goods more than a text") {
  const Index index = index_of({named("A", "Laden", "Kram", "Auch Honig vom Nachbarn"),
                                named("B", "Laden", "Honig"), named("C", "Honig"), named("Honig")});
  CHECK(rows_for(index, "honig") == Rows{3, 2, 1, 0});
}

TEST_CASE("search: the whole word stands before longer ones, longer ones before misspelled") {
  const Index index =
      index_of({named("Marktl"), named("Wochenmarkt"), named("Marktplatz"), named("Markt")});
  const Rows rows = rows_for(index, "markt");
  REQUIRE(rows.size() == 4);
  CHECK(rows[0] == 3);
}

TEST_CASE("search: a part of a compound is no accident of letters") {
  const Index index =
      index_of({named("Schweinefleisch"), named("Weinhandlung"), named("Rotwein Eck")});
  CHECK(rows_for(index, "wein").back() == 0);
  CHECK(index.query("wein", {}).total == 3);
  const Index many = index_of({named("Schweinefleisch"), named("Wein 1"), named("Wein 2"),
                               named("Wein 3"), named("Wein 4")});
  CHECK(many.query("wein", {}).total == 4);
}

TEST_CASE(
    "search: records with all words stand before records with some, and only they are counted") {
  const Index index =
      index_of({named("Hofladen Nord"), named("Hofladen Süd"), named("Imkerei Süd")});
  const Answer answer = index.query("hofladen süd", {});
  REQUIRE(answer.hits.size() == 3);
  CHECK(answer.hits[0].row == 1);
  CHECK(answer.hits[0].complete);
  CHECK_FALSE(answer.hits[1].complete);
  CHECK(answer.total == 1);
}

TEST_CASE("search: little words never decide") {
  const Index index = index_of({named("Hofladen an der Bille"), named("Imkerei an der Elbe")});
  CHECK(index.query("honig an der bille", {}).total == 0 + index.query("honig bille", {}).total);
  CHECK(rows_for(index, "der hofladen")[0] == 0);
  CHECK(rows_for(index, "an der").size() == 2);
}

TEST_CASE("search: typos are forgiven by length and named") {
  const Index index =
      index_of({named("Schreibwaren Möller"), named("Rad Eck"), named("Bücherstube")});
  CHECK(index.query("schriebwaren", {}).corrected == "Schreibwaren");
  CHECK(rows_for(index, "schrebwarne") == Rows{0});
  CHECK(rows_for(index, "moeler") == Rows{0});
  CHECK(index.query("rda", {}).hits.empty());
  CHECK(index.query("die schreibwaren", {}).corrected.empty());
  CHECK(index.query("mit bücherstbe!", {}).corrected == "mit Bücherstube!");
}

TEST_CASE("search: a typed compound that nobody has is taken apart") {
  const Index index =
      index_of({named("Böhmer", "Schuhe"), named("Hofladen Meyer"), named("Petersen")});
  CHECK(rows_for(index, "schuhladen")[0] == 0);
}

TEST_CASE("search: a hyphen may be left out") {
  const Index index = index_of({named("E-Bike Verleih"), named("Bad-Laden")});
  CHECK(rows_for(index, "ebike") == Rows{0});
  CHECK(rows_for(index, "badladen")[0] == 1);
}

TEST_CASE("search: places, streets and postal codes find, numbers are not corrected") {
  Document document = named("Hof Meyn", "Hofladen");
  document.place = "Hagenow";
  document.district = "Zirzow";
  document.street = "Am Mühlenteich 7";
  document.postal_code = "19230";
  const Index index = index_of({document, named("Hof Meyn", "Hofladen")});
  for (const char* query : {"hagenow", "zirzow", "muehlenteich", "19230", "hofladen hagenow"}) {
    INFO(query);
    CHECK(rows_for(index, query).front() == 0);
    CHECK(index.query(query, {}).total == 1);
  }
  CHECK(index.query("19231", {}).hits.empty());
}

TEST_CASE("search: of equal records the near one stands first, and a better match stays better") {
  Document far = named("Bäckerei");
  far.lat = 53.43, far.lon = 11.19;
  Document near = far;
  near.lat = 53.87, near.lon = 11.19;
  Document described = named("Café", "", "", "früher eine Bäckerei");
  described.lat = near.lat, described.lon = near.lon;
  const Index index = index_of({far, described, near});
  Options options;
  CHECK(rows_for(index, "bäckerei", options) == Rows{0, 2, 1});
  options.near = Position{53.87, 11.19};
  CHECK(rows_for(index, "bäckerei", options) == Rows{2, 0, 1});
  CHECK(rows_for(index, "", options) == Rows{1, 2, 0});
}

TEST_CASE("search: filter and facets are counted in the same pass, pages follow one another") {
  const Index index = index_of({named("Hof A"), named("Hof B"), named("Hof C"), named("Imker")});
  const std::vector<std::uint16_t> kinds{0, 1, 1, 1};
  std::vector<std::uint32_t> counts(2);
  const Facet facet{kinds, counts};
  const auto not_first = [](Row row) { return row != 0; };
  Options options;
  options.facets = {&facet, 1};
  CHECK(index.query("hof", options).total == 3);
  CHECK(counts == std::vector<std::uint32_t>{1, 2});
  options.filter = RowFilter(not_first);
  options.limit = 1;
  const Answer first = index.query("hof", options);
  CHECK(counts == std::vector<std::uint32_t>{0, 2});
  CHECK(first.total == 2);
  CHECK(first.hits[0].row == 1);
  options.offset = 1;
  CHECK(rows_for(index, "hof", options) == Rows{2});
  options.offset = 9;
  CHECK(rows_for(index, "hof", options).empty());
}

TEST_CASE("search: any bytes of any length may be searched for") {
  const Index index = index_of({named("Hof")});
  CHECK(index.query(std::string(100000, 'a'), {}).hits.empty());
  CHECK(index.query("\xFF\xFE\xC3", {}).total == 1);
  CHECK(index.query(std::string(199, ' ') + "äh", {}).total == 1);
  CHECK(index_of({}).query("hof", {}).hits.empty());
}
