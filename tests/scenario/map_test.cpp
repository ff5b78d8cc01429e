// The map as a person meets it: the whole core, a town's feed, no browser.
#include <catch2/catch.hpp>

#include "core/core.hpp"
#include "core/view.hpp"
#include "support/device.hpp"

using namespace stadtkern;
using testing::Device;
using testing::Disk;
using testing::TownFeed;

namespace {

struct Visit {
  core::State state;
  Device device;

  Visit(TownFeed& feed, Disk& disk, const std::string& url)
      : device([this](const port::Event& event) { return core::update(state, event); }, feed,
               disk) {
    device.start(url);
    device.settle();
  }
  std::string page() const { return core::view(state, core::Surface::page).body.markup; }
  std::string url() const { return core::view(state, core::Surface::page).url; }
  void press(const std::string& value) {
    device.happen(port::Pressed{"move", value});
    device.settle();
  }
};

// Two bakeries in one house, a third shop down the road, one far away, one nobody can place.
TownFeed town() {
  TownFeed feed;
  const auto shop = [&](const char* id, const char* kind, const char* lat, const char* lon) {
    feed.put("shops", id, {{"name", id}, {"kind", kind}, {"lat", lat}, {"lon", lon}});
  };
  shop("korn", "bakery", "53.82900", "11.14200");
  shop("krume", "bakery", "53.82900", "11.14200");
  shop("rad", "bicycle", "53.83100", "11.14500");
  shop("fern", "farm", "53.99900", "11.90000");
  feed.put("shops", "ohne", {{"name", "ohne"}, {"kind", "farm"}});
  feed.put("town", "town", {{"name", "Kernstadt"}, {"lat", "53.829"}, {"lon", "11.142"}});
  feed.pack();
  return feed;
}

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}
bool links_to(const std::string& page, const std::string& shop) {
  return holds(page, "<a href=\"/schaufenster/" + shop + "/\">");
}

}  // namespace

TEST_CASE("a map shows every shop that is somewhere, and those at one spot as one mark") {
  TownFeed feed = town();
  Disk disk;
  Visit visit(feed, disk, "/schaufenster/karte/");
  const std::string page = visit.page();
  CHECK(holds(page, "4 Einträge im Ausschnitt"));
  CHECK(links_to(page, "fern"));
  CHECK_FALSE(links_to(page, "ohne"));
  CHECK(holds(page, "Alle 5 als Liste"));
}

TEST_CASE("near enough marks part; what is at one spot leads to the list") {
  TownFeed feed = town();
  Disk disk;
  Visit visit(feed, disk, "/schaufenster/karte/?karte=53.83000,11.14300,10");
  const std::string page = visit.page();
  CHECK(holds(page, "<title>rad</title>"));
  CHECK(holds(page, "<a href=\"#shops\"><title>2 Einträge</title>"));
  CHECK(links_to(page, "korn"));
  CHECK(links_to(page, "krume"));
  CHECK(holds(page, "3 Einträge im Ausschnitt"));
}

TEST_CASE("buttons and keys move the map, the address follows and gives the same page again") {
  TownFeed feed = town();
  Disk disk;
  Visit visit(feed, disk, "/schaufenster/karte/?karte=53.82900,11.14200,9");
  visit.press("0,0,1");
  visit.press("300,0,0");
  CHECK(visit.device.renders.back().reason == "input");  // moves neither focus nor scroll
  const std::string url = visit.url();
  CHECK(visit.device.renders.back().url == url);
  CHECK(url != "/schaufenster/karte/?karte=53.82900,11.14200,9");
  Visit again(feed, disk, url);
  CHECK(again.page() == visit.page());
}

TEST_CASE("words that are no move change nothing") {
  TownFeed feed = town();
  Disk disk;
  Visit visit(feed, disk, "/schaufenster/karte/?karte=53.82900,11.14200,9");
  const std::size_t renders = visit.device.renders.size();
  for (const char* wrong :
       {"", "1", "1,2", "1,2,", "1,2,3,4", "a,0,0", "9999,0,0", " 1,0,0", "1.5,0,0"})
    visit.press(wrong);
  CHECK(visit.device.renders.size() == renders);
}

TEST_CASE("an address of a map that is not one shows what fits, and none is invented") {
  TownFeed feed = town();
  Disk disk;
  Visit plain(feed, disk, "/schaufenster/karte/");
  Visit wrong(feed, disk, "/schaufenster/karte/?karte=53.8,11.1,99&art=B%C3%84CKER");
  CHECK(wrong.page() == plain.page());
  CHECK(wrong.url() == "/schaufenster/karte/");
}

TEST_CASE("a map is narrowed as a list is, and typing narrows it further") {
  TownFeed feed = town();
  Disk disk;
  Visit visit(feed, disk, "/schaufenster/karte/?art=bakery");
  CHECK(holds(visit.page(), "2 Einträge im Ausschnitt"));
  CHECK_FALSE(links_to(visit.page(), "rad"));
  visit.press("0,0,-1");
  visit.device.happen(port::InputChanged{"", "q", "krume"});
  CHECK(holds(visit.page(), "1 Eintrag im Ausschnitt"));
  CHECK(visit.url() == "/schaufenster/karte/?art=bakery&q=krume");
}

TEST_CASE("a device without a line shows the map it holds, and moves it") {
  TownFeed feed = town();
  Disk disk;
  { Visit first(feed, disk, "/"); }
  core::State state;
  Device device([&](const port::Event& event) { return core::update(state, event); }, feed, disk);
  device.network = false;
  device.start("/schaufenster/karte/?karte=53.83000,11.14300,10");
  device.settle();
  device.happen(port::Pressed{"move", "0,0,1"});
  device.settle();
  CHECK(holds(core::view(state, core::Surface::page).body.markup, "<title>rad</title>"));
}

TEST_CASE("a shop's page shows where it is among its neighbours") {
  TownFeed feed = town();
  Disk disk;
  Visit visit(feed, disk, "/schaufenster/rad/");
  CHECK(holds(visit.page(), "class=\"pin chosen\""));
  CHECK(holds(visit.page(), "href=\"/schaufenster/karte/?karte=53.83100,11.14500,"));
  Visit nowhere(feed, disk, "/schaufenster/ohne/");
  CHECK_FALSE(holds(nowhere.page(), "pin chosen"));
}
