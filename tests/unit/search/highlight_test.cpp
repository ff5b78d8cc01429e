#include <catch2/catch.hpp>
#include <string>

#include "records.hpp"
#include "search/highlight.hpp"

using stadtkern::search::Highlighter;
using stadtkern::search::testing::some_synonyms;

namespace {

// The text with brackets around what would be marked.
std::string marked(std::string_view query, const std::string& text) {
  std::string result;
  std::size_t at = 0;
  for (const auto& range : Highlighter(query, &some_synonyms()).ranges(text)) {
    result += text.substr(at, range.begin - at) + "[" +
              text.substr(range.begin, range.end - range.begin) + "]";
    at = range.end;
  }
  return result + text.substr(at);
}

}  // namespace

TEST_CASE("highlighting: words, beginnings and parts of compounds are marked as they are written") {
  CHECK(marked("bäck", "Die Bäckerei Klein") == "Die [Bäck]erei Klein");
  CHECK(marked("backerei", "Die Bäckereien am Markt") == "Die [Bäckereien] am Markt");
  CHECK(marked("schuhe", "Kinderschuhgeschäft") == "Kinder[schuh]geschäft");
  CHECK(marked("strasse", "Lange Straße, Hauptstraße 3") == "Lange [Straße], Haupt[straße] 3");
}

TEST_CASE("highlighting: misspelled words and words of the same meaning are marked whole") {
  CHECK(marked("bäckerie", "Bäckerei Klein") == "[Bäckerei] Klein");
  CHECK(marked("brötchen", "Bäckerei Klein") == "[Bäckerei] Klein");
}

TEST_CASE("highlighting: little words and empty queries mark nothing") {
  CHECK(marked("hof an der", "An der Bille: Hof") == "An der Bille: [Hof]");
  CHECK(marked("", "Hof") == "Hof");
}

TEST_CASE("highlighting: ranges never split a letter, whatever the text") {
  const std::string text =
      "Gro\xC3\x9F"
      "e \xFF\xC3 ae\xCC\x88 Größe";
  for (const char* query : {"g", "gr", "gro", "gros", "gross", "a", "e"}) {
    for (const auto& range : Highlighter(query).ranges(text)) {
      REQUIRE(range.end <= text.size());
      CHECK((static_cast<unsigned char>(text[range.begin]) & 0xC0U) != 0x80U);
    }
  }
}
