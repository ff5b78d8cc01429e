#include "views/components/frame.hpp"

#include <array>
#include <catch2/catch.hpp>

using namespace stadtkern;
using namespace stadtkern::views;

namespace {

std::string page(Language language, std::string_view path) {
  static constexpr std::array<Service, 2> k_services{
      {{"Schaufenster", "/schaufenster/"}, {"Pflege", "/pflege/"}}};
  return frame({.language = language,
                .path = path,
                .town_name = "Kern & Stadt",
                .services = k_services,
                .promise = "",
                .credit = "",
                .demo = false,
                .status = {}},
               Html{"<h1>x</h1>"})
      .markup;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every page offers itself in the other languages") {
  const auto markup = page(Language::de, "/schaufenster/hof-x/");
  CHECK(contains(markup, "href=\"/en/schaufenster/hof-x/\" lang=\"en\""));
  CHECK(contains(markup, "href=\"/leicht/schaufenster/hof-x/\" lang=\"de-simple\""));
  CHECK(contains(markup, "hreflang=\"de\" aria-current=\"true\">Deutsch<"));
}

TEST_CASE("the service a page belongs to is marked, the page itself is marked as the page") {
  CHECK(contains(page(Language::en, "/schaufenster/hof-x/"),
                 "href=\"/en/schaufenster/\" aria-current=\"true\""));
  CHECK(contains(page(Language::de, "/schaufenster/"),
                 "href=\"/schaufenster/\" aria-current=\"page\""));
  CHECK_FALSE(contains(page(Language::de, "/"), "aria-current=\"page\""));
}

TEST_CASE("imprint, privacy, accessibility and sources are reachable from every page") {
  const auto markup = page(Language::leicht, "/");
  for (const char* path : {"impressum", "datenschutz", "barrierefreiheit", "quellen"}) {
    CHECK(contains(markup, std::string("href=\"/leicht/") + path + "/\""));
  }
}

TEST_CASE("the town's name is text") {
  CHECK(contains(page(Language::de, "/"), "Kern &amp; Stadt"));
}
