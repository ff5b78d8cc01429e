#include "views/texts.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern::views;

TEST_CASE("every language has its own address for a page") {
  CHECK(localized(Language::de, "/schaufenster/") == "/schaufenster/");
  CHECK(localized(Language::en, "/schaufenster/") == "/en/schaufenster/");
  CHECK(localized(Language::leicht, "/") == "/leicht/");
  CHECK(language_tag(Language::leicht) == "de-simple");
}

TEST_CASE("placeholders take their values, and one that nobody fills stays visible") {
  CHECK(text(Language::en, Key::home_title, {{"town", "Kernstadt"}}) == "Welcome to Kernstadt");
  CHECK(text(Language::en, Key::home_title, {{"city", "Kernstadt"}}) == "Welcome to {town}");
  CHECK(text(Language::de, Key::directory_page_of, {{"page", "2"}, {"pages", "3"}}) ==
        "Seite 2 von 3");
}

TEST_CASE("a value that looks like a placeholder is not filled again") {
  CHECK(text(Language::de, Key::directory_page_of, {{"page", "{pages}"}, {"pages", "3"}}) ==
        "Seite {pages} von 3");
}

TEST_CASE("one thing and several things are named apart, large numbers are grouped") {
  CHECK(counted(Language::de, Plural::directory_count, 1) == "1 Eintrag");
  CHECK(counted(Language::de, Plural::directory_count, 0) == "0 Einträge");
  CHECK(counted(Language::de, Plural::directory_count, 1138) == "1.138 Einträge");
  CHECK(counted(Language::en, Plural::directory_count, 1234567) == "1,234,567 entries");
  CHECK(grouped(Language::de, -1000) == "-1.000");
  CHECK(grouped(Language::de, 100) == "100");
}

TEST_CASE("words of another build are refused, and nothing changes") {
  const std::string before(text(Language::de, Key::frame_skip));
  CHECK(!take_words(""));
  CHECK(!take_words(std::string("de 00000000\0Unsinn\0", 19)));
  CHECK(text(Language::de, Key::frame_skip) == before);
}
