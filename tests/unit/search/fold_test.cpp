#include "search/fold.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using stadtkern::search::WordReader;

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (WordReader reader(text); reader.next();) words.emplace_back(reader.folded());
  return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("folding: umlauts, their digraphs and their base letters are one") {
  CHECK(words_of("BÄCKEREI Baeckerei backerei") == Words{"backerei", "backerei", "backerei"});
  CHECK(words_of("Größe Groesse GRÖẞE") == Words{"grosse", "grosse", "grosse"});
  CHECK(words_of("Müller Mueller") == Words{"muller", "muller"});
  CHECK(words_of("a\xCC\x88pfel") == Words{"apfel"});  // decomposed
}

TEST_CASE("folding: ue stays where it is no umlaut") {
  CHECK(words_of("neue Bauer Quelle Feuer") == Words{"neue", "bauer", "quelle", "feuer"});
}

TEST_CASE("folding: accents vanish, other alphabets stay") {
  CHECK(words_of("Café Crème Łódź Żurek") == Words{"cafe", "creme", "lodz", "zurek"});
  CHECK(words_of("хлеб") == Words{"хлеб"});
}

TEST_CASE("folding: apostrophes and soft hyphens do not part a word, other signs do") {
  CHECK(words_of("Stockie's Christiansen’s Brot\xC2\xADzeit") ==
        Words{"stockies", "christiansens", "brotzeit"});
  CHECK(words_of("Obst&Gemüse, Sa/So 'neu' 🥖") == Words{"obst", "gemuse", "sa", "so", "neu"});
}

TEST_CASE("folding: a hyphen between two words is noticed, a spaced one is not") {
  WordReader reader("E-Bike - Laden");
  REQUIRE(reader.next());
  CHECK_FALSE(reader.hyphenated());
  REQUIRE(reader.next());
  CHECK(reader.hyphenated());
  REQUIRE(reader.next());
  CHECK_FALSE(reader.hyphenated());
}

TEST_CASE("folding: positions lead back to the text") {
  const std::string text = "Zur Groeßten Bäckerei";
  WordReader reader(text);
  REQUIRE(reader.next());
  REQUIRE(reader.next());
  CHECK(text.substr(reader.begin(), reader.end() - reader.begin()) == "Groeßten");
  CHECK(reader.folded() == "grossten");
  CHECK(text.substr(reader.begin(), reader.end_of(3) - reader.begin()) == "Groe");
  CHECK(text.substr(reader.begin(), reader.end_of(5) - reader.begin()) == "Groeß");
}

TEST_CASE("folding: damaged UTF-8 parts words and does no harm") {
  CHECK(words_of("br\xFFot\xC3") == Words{"br", "ot"});
  CHECK(words_of("\xF0\x9F\xA5") == Words{});
}

TEST_CASE("folding: an endless word is known by its beginning") {
  const auto words = words_of(std::string(500, 'x') + " y");
  REQUIRE(words.size() == 2);
  CHECK(words[0] == std::string(stadtkern::search::k_word_bytes_max, 'x'));
}
