#include "search/synonyms.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>

using stadtkern::search::k_synonyms_bytes_max;
using stadtkern::search::Synonyms;

namespace {

bool leads(const Synonyms& synonyms, std::string_view from, std::string_view to) {
  const auto targets = synonyms.targets(from);
  return std::any_of(targets.begin(), targets.end(), [&](std::uint32_t target) {
    return synonyms.folded(synonyms.words()[target]) == to;
  });
}

}  // namespace

TEST_CASE("synonyms: what is sold leads to who sells it, not the other way round") {
  const Synonyms synonyms("Bäckerei Backstube /bakery: Brötchen\n");
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

TEST_CASE("synonyms: half of a long word is needed, less of it leads nowhere") {
  const Synonyms synonyms("Lederwaren: Handtasche\n");
  CHECK_FALSE(leads(synonyms, "hand", "lederwaren"));
  CHECK(leads(synonyms, "handt", "lederwaren"));
}

TEST_CASE("synonyms: the words of the trade are read completely") {
  std::ifstream file("tools/importer/synonyms.txt");
  std::string text;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') text += line + "\n";
  }
  const Synonyms synonyms(text);
  CHECK(synonyms.words().size() > 600);
  CHECK(synonyms.knows("backerei"));
  CHECK_FALSE(synonyms.knows("quasar"));
}

TEST_CASE("synonyms: any text is some, and too long a one is cut") {
  CHECK(Synonyms("\n\n::/\n \xFF/").words().empty());
  CHECK(Synonyms(std::string(k_synonyms_bytes_max, 'a') + "\nHof Gut").words().size() == 1);
  CHECK(Synonyms().targets("hof").empty());
}
