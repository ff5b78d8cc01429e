#include "search/overlay.hpp"

#include <catch2/catch.hpp>

#include "records.hpp"

using namespace stadtkern::search;
using namespace stadtkern::search::testing;
using Rows = std::vector<Row>;

namespace {

Rows rows_of(const Answer& answer) {
  Rows rows;
  for (const Hit& hit : answer.hits) rows.push_back(hit.row);
  return rows;
}

const std::vector<Document> k_before{named("Hof Alt"), named("Hof Bach"), named("Imker Carl")};

}  // namespace

TEST_CASE("overlay: changed, new and deleted records answer as if the index were built anew") {
  const Index base = index_of(k_before);
  const Document renamed = named("Laden Alt");
  const Document added = named("Hof Dorn");
  const std::vector<Change> changes{{0, &renamed}, {1, nullptr}, {3, &added}};
  const Overlay overlay(changes);
  const Index anew = index_of({renamed, Document{}, named("Imker Carl"), added});
  for (const char* query : {"hof", "laden", "bach", "imker", "alt", "dorn"}) {
    INFO(query);
    const Answer answer = overlay.query(base, query, {});
    CHECK(rows_of(answer) == rows_for(anew, query));
    CHECK(answer.total == anew.query(query, {}).total);
  }
}

TEST_CASE("overlay: filter, facets and pages count by the rows outside") {
  const Index base = index_of(k_before);
  const Document added = named("Hof Dorn");
  const std::vector<Change> changes{{3, &added}};
  const Overlay overlay(changes);
  const std::vector<std::uint16_t> kinds{0, 0, 1, 1};
  std::vector<std::uint32_t> counts(2);
  const Facet facet{kinds, counts};
  Options options;
  options.facets = {&facet, 1};
  CHECK(overlay.query(base, "hof", options).total == 3);
  CHECK(counts == std::vector<std::uint32_t>{2, 1});
  options.offset = 2;
  CHECK(rows_of(overlay.query(base, "hof", options)) == Rows{3});
  const auto none = [](Row row) { return row < 3; };
  options.filter = RowFilter(none);
  CHECK(rows_of(overlay.query(base, "hof", options)).empty());
  CHECK(overlay.query(base, "hof", options).total == 2);
}

TEST_CASE("overlay: a word that only a new record has is no misspelling") {
  const Index base = index_of({named("Dorf Laden")});
  const Document added = named("Dorn");
  const std::vector<Change> changes{{1, &added}};
  const Answer answer = Overlay(changes).query(base, "dorn", {});
  CHECK(answer.corrected.empty());
  CHECK(answer.hits[0].row == 1);
}
