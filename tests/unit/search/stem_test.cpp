#include "search/stem.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <string>

#include "search/fold.hpp"
#include "support/shared_data.hpp"

using stadtkern::search::stem_of;
using stadtkern::search::WordReader;

TEST_CASE("stems: all words of Snowball's German vocabulary have its stems") {
  // Folding makes "üng" of Jünger the ending "ung": the one word that differs.
  const std::set<std::string> known{"hubertusjüngern"};
  const auto path = stadtkern::testing::shared_data("german/snowball/german_pairs.tsv");
  if (!path) return;
  std::ifstream pairs(*path);
  std::size_t count = 0;
  for (std::string line; std::getline(pairs, line); ++count) {
    const std::string word = line.substr(0, line.find('\t'));
    WordReader reader(word);
    REQUIRE(reader.next());
    if (known.count(word) == 1) continue;
    INFO(word);
    REQUIRE(stem_of(reader.folded()) == line.substr(line.find('\t') + 1));
  }
  CHECK(count == 21020);
}

TEST_CASE("stems: numbers and other alphabets are their own") {
  CHECK(stem_of("19230") == "19230");
  CHECK(stem_of("хлеба") == "хлеба");
  CHECK(stem_of("") == "");
  CHECK(stem_of("e") == "e");
}
