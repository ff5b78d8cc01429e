#include <catch2/catch.hpp>

#include "http/target.hpp"

using stadtkern::http::decode_target;
using stadtkern::http::parameter;

TEST_CASE("target: path and query are told apart, escapes decoded once") {
  const auto target = decode_target("/schaufenster/b%C3%A4cker%2520/?q=a%20b&x=1");
  REQUIRE(target.ok());
  CHECK(target.value().path == "/schaufenster/bäcker%20/");
  CHECK(target.value().query == "q=a%20b&x=1");
}

TEST_CASE("target: absolute form loses its authority") {
  CHECK(decode_target("http://town.example/a?b").value().path == "/a");
  CHECK(decode_target("https://town.example").value().path == "/");
}

TEST_CASE("target: every way out of the folder is refused") {
  for (const char* hostile : {"/../etc/passwd",
                              "/a/../b",
                              "/a/..",
                              "/./a",
                              "/%2e%2e/etc",
                              "/%2E%2e",
                              "/a%2fb",
                              "/a\\..\\b",
                              "/%5c..",
                              "//etc/passwd",
                              "/a//b",
                              "/%00",
                              "/a%0d%0aSet-Cookie:x",
                              "/%",
                              "/%4",
                              "/%zz",
                              "/%ff",
                              "/%c0%ae%c0%ae/",
                              "",
                              "*",
                              "a",
                              "?a",
                              "/a#b",
                              "/a%7f"}) {
    INFO(hostile);
    CHECK_FALSE(decode_target(hostile).ok());
  }
}

TEST_CASE("query: a parameter is found, unless it is named twice") {
  CHECK(parameter("since=12&epoch=ab", "epoch") == "ab");
  CHECK(parameter("since=&epoch=ab", "since") == "");
  CHECK_FALSE(parameter("since=1&since=2", "since").has_value());
  CHECK_FALSE(parameter("xsince=1", "since").has_value());
  CHECK_FALSE(parameter("since", "since").has_value());
}
