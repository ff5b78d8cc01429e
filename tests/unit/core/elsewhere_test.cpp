#include "core/elsewhere.hpp"

#include <catch2/catch.hpp>

using namespace stadtkern;
using views::Language;

namespace {

model::Content town(const char* features) {
  wire::Changes changes{"", 0, 2, false, {}};
  const auto add = [&](const char* collection, const char* id, wire::Fields fields) {
    const auto sequence = std::int64_t(changes.changes.size() + 1);
    changes.changes.push_back({collection, id, sequence, false, true, std::move(fields)});
  };
  add("town", "town", {{"features", features}});
  add("prose", "privacy", {{"de", "Die Merkliste bleibt auf diesem Gerät."}});
  model::Content content;
  REQUIRE(content.apply(changes).ok());
  return content;
}

using Urls = std::vector<std::string>;

Urls found(const model::Content& content, const char* query, Language language = Language::de) {
  const core::Elsewhere elsewhere(content, language, query);
  Urls urls;
  for (const views::Chip& link : elsewhere.links()) urls.emplace_back(link.url);
  return urls;
}

}  // namespace

TEST_CASE("a search finds every service by its name and by the words people have for it") {
  const model::Content content = town("directory;care;settings");
  CHECK(found(content, "pflegefinder") == Urls{"/pflege/"});
  CHECK(found(content, "Pflegedienst") == Urls{"/pflege/"});
  CHECK(found(content, "kurzzeit") == Urls{"/pflege/"});
  CHECK(found(content, "ambulante pflege") == Urls{"/pflege/"});
  CHECK(found(content, "Pflegegrad") == Urls{"/pflege/"});
  CHECK(found(content, "short term care", Language::en) == Urls{"/en/pflege/"});
  CHECK(found(content, "sprache") == Urls{"/einstellungen/"});
  CHECK(found(content, "schaufenster") == Urls{"/schaufenster/"});
}

TEST_CASE("a service comes before a page that only speaks of it") {
  CHECK(found(town("care"), "merkliste") == Urls{"/merkliste/", "/datenschutz/"});
}

TEST_CASE("a service that the town has not switched on is not offered") {
  CHECK(found(town("directory"), "pflege").empty());
}

TEST_CASE("words that say too little find no page") {
  const model::Content content = town("care");
  CHECK(found(content, "").empty());
  CHECK(found(content, "pf").empty());
  CHECK(found(content, "pflege honig").empty());
}
