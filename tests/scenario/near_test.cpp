#include <catch2/catch.hpp>

#include "core/core.hpp"
#include "core/view.hpp"
#include "support/device.hpp"

using namespace stadtkern;
using testing::Disk;
using testing::TownFeed;

namespace {

// The whole core with a test as its shell, in a town with three shops on one road to the north.
struct Visit {
  TownFeed feed;
  Disk disk;
  core::State state;
  testing::Device device;

  Visit()
      : device([this](const port::Event& event) { return core::update(state, event); }, feed,
               disk) {
    feed.pack();
    feed.put("town", "town",
             {{"name", "Kernstadt"}, {"state", "DE-MV"}, {"lat", "53.900"}, {"lon", "11.0"}});
    feed.put("kinds", "bakery", {{"de", "Bäckerei"}});
    feed.put("places", "sued", {{"name", "Süd"}, {"lat", "53.800"}, {"lon", "11.0"}});
    feed.put("places", "anderswo", {{"name", "Anderswo"}});
    shop("anna", "53.810", "Mo-Su 00:00-24:00", "Honig; Heidehonig; Kerzen");
    shop("berta", "53.900", "Mo-Su 00:00-24:00", "Brot");
    shop("cora", "53.850", "Mo 01:00-01:05", "Honigkuchen");
    feed.put("shops", "dora", {{"name", "dora"}, {"opening_hours", "Mo-Su 00:00-24:00"}});
    device.start();
    device.settle();
  }
  void shop(const char* id, const char* lat, const char* hours, const char* goods) {
    feed.put("shops", id,
             {{"name", id},
              {"kind", "bakery"},
              {"lat", lat},
              {"lon", "11.0"},
              {"opening_hours", hours},
              {"assortment", goods}});
  }
  void go(const char* url) {
    device.happen(port::NavigatedTo{url});
    device.settle();
  }
  void press(const char* action) {
    device.happen(port::Pressed{action, ""});
    device.settle();
  }
  std::string page() const { return core::view(state, core::Surface::page).body.markup; }
  bool shows(std::string_view part) const { return page().find(part) != std::string::npos; }
  // Whether the shops stand in this order, and no other one before them.
  bool in_order(std::initializer_list<const char*> ids) const {
    const std::string markup = page();
    std::size_t at = markup.find("id=\"shop-");
    for (const char* id : ids) {
      const std::string mark = std::string("id=\"shop-") + id + "\"";
      if (at == std::string::npos || markup.compare(at, mark.size(), mark) != 0) return false;
      at = markup.find("id=\"shop-", at + 1);
    }
    return true;
  }
};

}  // namespace

TEST_CASE("who asks what is near sees the nearest first, with distances, and the address says so") {
  Visit visit;
  visit.go("/schaufenster/");
  REQUIRE(visit.in_order({"anna", "berta", "cora", "dora"}));
  CHECK_FALSE(visit.shows(" km<"));
  visit.device.position = {53'900, 11'000};
  visit.press("locate");
  CHECK(visit.in_order({"berta", "cora", "anna", "dora"}));
  CHECK(visit.shows(">5,6 km<"));
  CHECK(visit.shows(">10 km<"));
  CHECK(visit.shows(">0 m<"));
  CHECK(visit.device.renders.back().url == "/schaufenster/?sortiert=naehe");
}

TEST_CASE("the front page says from where it measures what is near") {
  Visit visit;
  visit.go("/");
  CHECK_FALSE(visit.shows("Entfernungen ab"));
  visit.press("locate");
  visit.device.happen(port::FormSubmitted{"/", {{"centre", "sued"}}});
  CHECK(visit.shows("Entfernungen ab Süd"));
}

TEST_CASE("a position is neither stored nor sent, and is no part of an address") {
  Visit visit;
  visit.device.position = {53'987, 11'234};
  visit.go("/schaufenster/");
  visit.press("locate");
  visit.go("/schaufenster/?sortiert=naehe&q=honig");
  visit.device.now_ms += 120'000;
  visit.device.happen(port::ClockTicked{});
  visit.device.settle();
  REQUIRE(visit.shows(" km<"));
  const auto tells = [](std::string_view text) {
    return text.find("987") != std::string_view::npos ||
           text.find("11.2") != std::string_view::npos;
  };
  for (const auto& [key, value] : visit.disk.values) {
    CHECK_FALSE(tells(key));
    CHECK_FALSE(tells(as_text(value)));
  }
  for (const auto& fetch : visit.device.fetched) CHECK_FALSE(tells(fetch.url));
  for (const auto& render : visit.device.renders) CHECK_FALSE(tells(render.url));
  for (const auto& told : visit.device.told) CHECK_FALSE(tells(told));
}

TEST_CASE("where the position is refused a place can be chosen instead") {
  Visit visit;
  visit.go("/schaufenster/");
  visit.press("locate");
  CHECK(visit.shows("verrät uns Ihren Standort nicht"));
  CHECK(visit.shows("<option value=\"sued\">"));
  CHECK_FALSE(visit.shows("<option value=\"anderswo\">"));
  visit.device.happen(port::FormSubmitted{"/schaufenster/", {{"centre", "anderswo"}}});
  visit.device.happen(port::FormSubmitted{"/schaufenster/", {{"centre", "nirgends"}}});
  CHECK_FALSE(visit.shows(" km<"));
  visit.device.happen(port::FormSubmitted{"/schaufenster/", {{"centre", "sued"}}});
  CHECK(visit.in_order({"anna", "cora", "berta", "dora"}));
  CHECK(visit.shows("Entfernungen ab Süd"));
  CHECK(visit.shows(">1,1 km<"));
}

TEST_CASE("an order by distance without a position asks from where to measure") {
  Visit visit;
  visit.go("/schaufenster/?sortiert=naehe");
  CHECK(visit.shows("Wovon aus soll gemessen werden?"));
  CHECK(visit.in_order({"anna", "berta", "cora", "dora"}));
}

TEST_CASE("an emptied device forgets where it is") {
  Visit visit;
  visit.device.position = {53'900, 11'000};
  visit.go("/schaufenster/");
  visit.press("locate");
  REQUIRE(visit.state.nearby.from);
  visit.press("wipe");
  CHECK_FALSE(visit.state.nearby.from);
}

TEST_CASE("what was searched for is marked, and said where it is not the name") {
  Visit visit;
  visit.go("/schaufenster/?q=honig");
  CHECK(visit.shows("<p class=\"found\"><mark>Honig</mark>, Heide<mark>honig</mark></p>"));
  CHECK(visit.shows("<mark>Honig</mark>kuchen"));
  CHECK_FALSE(visit.shows("Kerzen"));
  visit.go("/schaufenster/?q=berta");
  CHECK(visit.shows("<mark>berta</mark></a>"));
  CHECK_FALSE(visit.shows("class=\"found\""));
  visit.go("/schaufenster/?q=b%C3%A4cker");
  CHECK(visit.shows("<mark>Bäcker</mark>ei"));
}

TEST_CASE("a misspelled word finds, and offers the right spelling") {
  Visit visit;
  visit.go("/schaufenster/?q=Hoonig");
  CHECK(visit.in_order({"anna"}));
  CHECK(visit.shows("Meinten Sie"));
  CHECK(visit.shows("href=\"/schaufenster/?q=Honig\""));
  visit.go("/schaufenster/?q=Honig");
  CHECK_FALSE(visit.shows("Meinten Sie"));
}

TEST_CASE("a list without entries offers what leads on, with what is behind it") {
  Visit visit;
  visit.go("/schaufenster/art/farm/?q=honig&offen=2026-11-24T12:00");
  CHECK(visit.shows("Das könnte helfen"));
  CHECK(visit.shows("href=\"/schaufenster/?q=honig&amp;offen=2026-11-24T12:00\">Alle Arten"));
  CHECK_FALSE(visit.shows("href=\"/schaufenster/art/farm/?q=honig\">Jederzeit <small>"));
  visit.go("/schaufenster/?q=honigkuchen&offen=2026-11-24T12:00");
  CHECK(visit.shows("href=\"/schaufenster/?q=honigkuchen\">Jederzeit"));
}

TEST_CASE(
    "the home page names what is open now, the nearest to the town first, and then to oneself") {
  Visit visit;
  visit.go("/");
  CHECK(visit.in_order({"berta", "anna", "dora"}));
  CHECK_FALSE(visit.shows("shop-cora"));
  CHECK(visit.shows("href=\"/schaufenster/?offen=jetzt\">Alle 3 zeigen"));
  CHECK_FALSE(visit.shows(" km<"));
  visit.device.position = {53'800, 11'000};
  visit.press("locate");
  CHECK(visit.in_order({"anna", "berta", "dora"}));
  CHECK(visit.shows(">1,1 km<"));
  CHECK(visit.shows("href=\"/schaufenster/?offen=jetzt&amp;sortiert=naehe\""));
  const std::string plain = core::view(visit.state, core::Surface::prerendered).body.markup;
  CHECK(plain.find("shop-anna") == std::string::npos);
}

TEST_CASE("a search finds pages of the town by their words too") {
  Visit visit;
  visit.feed.put("prose", "privacy", {{"de", "Wir setzen keine Cookies."}});
  visit.device.happen(port::FeedHinted{visit.feed.sequence()});
  visit.device.settle();
  visit.go("/schaufenster/?q=cookie");
  CHECK(visit.shows("Auch im Portal"));
  CHECK(visit.shows("href=\"/datenschutz/\">Datenschutz"));
  visit.go("/schaufenster/?q=sprache");
  CHECK(visit.shows("href=\"/einstellungen/\">Einstellungen</a></li>"));
  visit.go("/schaufenster/?q=honig");
  CHECK_FALSE(visit.shows("Auch im Portal"));
}
