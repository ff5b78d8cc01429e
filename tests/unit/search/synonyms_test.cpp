#include "search/synonyms.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using stadtkern::search::Synonyms;

namespace {

bool leads(const Synonyms& synonyms, std::string_view from, std::string_view to) {
  const auto targets = synonyms.targets(from);
  return std::find(targets.begin(), targets.end(), to) != targets.end();
}

}  // namespace

TEST_CASE("synonyms: what is sold leads to who sells it, not the other way round") {
  const Synonyms synonyms("# bread\nBäckerei Backstube /bakery: Brötchen\n");
  CHECK(leads(synonyms, "brotchen", "backerei"));
  CHECK(leads(synonyms, "brotchen", "bakery"));
  CHECK_FALSE(leads(synonyms, "backerei", "brotchen"));
  CHECK(leads(synonyms, "backereien", "backstube"));
}

TEST_CASE("synonyms: without a colon every word leads to every other") {
  const Synonyms synonyms("Schuster Schuhmacher\nUhr Wecker\n");
  CHECK(leads(synonyms, "schuster", "schuhmacher"));
  CHECK(leads(synonyms, "schuhmacher", "schuster"));
  CHECK_FALSE(leads(synonyms, "schuster", "wecker"));
}

TEST_CASE("synonyms: four letters are enough of a beginning, except behind a slash") {
  const Synonyms synonyms("Bäckerei /bakery: Brötchen\n");
  CHECK(leads(synonyms, "brot", "backerei"));
  CHECK_FALSE(leads(synonyms, "bro", "backerei"));
  CHECK_FALSE(leads(synonyms, "bake", "backerei"));
}

TEST_CASE("synonyms: the words of the trade are read completely") {
  CHECK(Synonyms::of_the_trade().words().size() > 600);
  CHECK(Synonyms::of_the_trade().knows("backerei"));
  CHECK_FALSE(Synonyms::of_the_trade().knows("quasar"));
}
