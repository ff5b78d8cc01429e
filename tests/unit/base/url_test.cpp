#include <catch2/catch.hpp>

#include "base/url.hpp"

using namespace stadtkern;

TEST_CASE("an address is read into decoded segments and parameters and written back") {
  const auto url = parse_url("/schaufenster/ort/l%C3%BCbow/?q=b%C3%A4ck+er&offen=jetzt#oben");
  REQUIRE(url.ok());
  CHECK(url.value().segments == std::vector<std::string>{"schaufenster", "ort", "lübow"});
  CHECK(url.value().parameter("q") == "bäck er");
  CHECK(url.value().parameter("nichts").empty());
  CHECK(parse_url(to_text(url.value())).value() == url.value());
}

TEST_CASE("a percent escape at the very end of an address is read") {
  CHECK(parse_url("/?q=%41").value().parameter("q") == "A");
  CHECK(parse_url("/%41").value().segments == std::vector<std::string>{"A"});
}

TEST_CASE("addresses that mean something else elsewhere are refused") {
  for (const char* text : {"", "schaufenster", "//a/../b/", "/%2e%2e/", "/./", "/%", "/%4", "/%zz",
                           "/%00", "/%FF", "/a%2Fb/", "/?q=%", "/?q=\x01"}) {
    INFO(text);
    CHECK_FALSE(parse_url(text).ok());
  }
  CHECK_FALSE(parse_url("/" + std::string(2048, 'a')).ok());
}
