// A start without a line, from what the device keeps.
#include <catch2/catch.hpp>

#include "search/builder.hpp"
#include "support/portal_visit.hpp"

using namespace stadtkern;
using testing::Disk;
using testing::PortalVisit;
using testing::TownFeed;

namespace {

constexpr const char* k_search = "/schaufenster/?q=honig";
constexpr const char* k_key = "kernstadt/index";

struct Town {
  TownFeed feed;
  Disk disk;

  Town() {
    feed.put("shops", "anna", {{"name", "Anna"}, {"summary", "Brot und mehr"}});
    feed.put("shops", "berta", {{"name", "Berta"}, {"description", "Honig aus der Heide"}});
    feed.pack();
    feed.put("shops", "cora", {{"name", "Coras Honigkuchen"}});
    PortalVisit first(feed, disk);
    first.open(k_search);
  }
  // A later visit, without a line.
  PortalVisit later() { return {feed, disk}; }
  // What the device keeps of the index, under its own label.
  Bytes& kept() { return disk.values.at(k_key); }
  std::size_t label_size() { return as_text(kept()).find('\n') + 1; }
  void keep(std::size_t rows, std::string_view word) {
    search::Builder builder;
    for (std::size_t row = 0; row < rows; ++row) {
      search::Document document;
      document.name = word;
      builder.add(document);
    }
    const search::Index index(builder.finish());
    Bytes value(kept().begin(), kept().begin() + static_cast<std::ptrdiff_t>(label_size()));
    value.insert(value.end(), index.store().begin(), index.store().end());
    kept() = std::move(value);
  }
};

bool finds(PortalVisit& visit, const char* shop) {
  return visit.shows(std::string("id=\"shop-") + shop + "\"");
}

void open_offline(PortalVisit& visit) {
  visit.device.network = false;
  visit.open(k_search);
}

}  // namespace

TEST_CASE("a start with a search takes the index that the device keeps") {
  Town town;
  town.keep(3, "honig");  // other words than the records have: only this index finds all three
  PortalVisit visit = town.later();
  open_offline(visit);
  for (const char* shop : {"anna", "berta", "cora"}) CHECK(finds(visit, shop));
}

TEST_CASE("an index of other content, of other code or in pieces is built anew, and kept") {
  Town town;
  const Bytes right = town.kept();
  SECTION("another number of records") {
    town.keep(2, "honig");
  }
  SECTION("another build") {
    town.kept()[0] ^= 1;
  }
  SECTION("in pieces") {
    town.kept().resize(town.label_size() + 40);
  }
  SECTION("nothing but a label") {
    town.kept().resize(town.label_size());
  }
  SECTION("empty") {
    town.kept().clear();
  }
  PortalVisit visit = town.later();
  open_offline(visit);
  CHECK_FALSE(finds(visit, "anna"));
  CHECK(finds(visit, "berta"));
  CHECK(finds(visit, "cora"));
  CHECK((town.kept() == right));
}

TEST_CASE("after a change the index is of the changed records, now and at the next start") {
  Town town;
  {
    PortalVisit visit = town.later();
    visit.open(k_search);
    town.feed.put("shops", "anna", {{"name", "Annas Honig"}});
    visit.happen(port::FeedHinted{town.feed.sequence()});
    CHECK(finds(visit, "anna"));
  }
  PortalVisit visit = town.later();
  open_offline(visit);
  for (const char* shop : {"anna", "berta", "cora"}) CHECK(finds(visit, shop));
}

TEST_CASE("a start from the store shows its first page with content, not one that says loading") {
  Town town;
  PortalVisit visit = town.later();
  visit.device.network = false;
  visit.device.start(k_search);
  while (visit.device.renders.empty()) REQUIRE(visit.device.step());
  CHECK(visit.state.sync.has_content);
  CHECK(finds(visit, "berta"));
}

TEST_CASE("a store that does not answer keeps nobody waiting for longer than a moment") {
  Town town;
  PortalVisit visit = town.later();
  const auto shown_at = [&](std::int64_t ms, port::Fact fact) {
    for (const port::Effect& effect : core::update(visit.state, {Instant{ms}, std::move(fact)}))
      if (std::holds_alternative<port::Render>(effect)) return true;
    return false;
  };
  CHECK_FALSE(shown_at(0, port::Started{"kernstadt", k_search, "build", true, -1, {"de"}}));
  CHECK_FALSE(shown_at(699, port::ClockTicked{}));
  CHECK(shown_at(700, port::ClockTicked{}));
}

TEST_CASE("a search that names a moment offers what is open then, and finds its goods") {
  Town town;
  PortalVisit visit = town.later();
  visit.device.now_ms = 1'795'441'600'000;  // Monday, 23 November 2026, 14:46 in Berlin
  visit.open("/schaufenster/?q=heute+abend+honig");
  CHECK(finds(visit, "berta"));
  CHECK(visit.shows("offen=2026-11-23T19"));
}

TEST_CASE("a page from the server stays while what the core holds is older than it") {
  Town town;
  Disk empty;
  PortalVisit visit(town.feed, empty);
  // The packs hold two shops; the third, which the page shows, comes with the changes.
  visit.device.happen(
      port::Started{"kernstadt", "/schaufenster/", "build", true, town.feed.sequence(), {"de"}});
  visit.device.happen(port::BecameWriter{});
  while (visit.device.renders.empty() || !visit.device.renders.back().settled)
    REQUIRE(visit.device.step());
  CHECK(finds(visit, "cora"));
}
