#include <catch2/catch.hpp>

#include "support/sync_visit.hpp"

using namespace stadtkern;
using testing::Device;
using testing::Disk;
using testing::TownFeed;

namespace {

TownFeed small_town() {
  TownFeed feed;
  for (const char* id : {"adler", "bach", "cafe", "dorfladen", "eiche"}) {
    feed.put(
        "shops", id,
        {{"name", std::string("Laden ") + id}, {"kind", "farm"}, {"description", "Beschreibung"}});
  }
  feed.put("town", "town", {{"name", "Kernstadt"}});
  feed.pack();
  return feed;
}

struct Visit : testing::SyncVisit {
  Visit(TownFeed& feed, Disk& disk, bool network = true) : SyncVisit(feed, disk) {
    device.network = network;
  }
  const model::Collection& shops() const { return state.content.collection("shops"); }
  std::string name_of(const std::string& id) const {
    const auto row = shops().find(id);
    return row ? std::string(shops().value(*row, "name")) : "";
  }
  std::size_t packs_fetched() const {
    return static_cast<std::size_t>(std::count_if(
        device.fetched.begin(), device.fetched.end(),
        [](const auto& fetch) { return fetch.url.find("/feed/packs/") != std::string::npos; }));
  }
};

}  // namespace

TEST_CASE("a first visit brings everything, and the next one reads it without network") {
  TownFeed feed = small_town();
  Disk disk;
  Visit first(feed, disk);
  first.device.start();
  first.device.settle();
  CHECK(first.state.complete);
  CHECK(first.shops().size() == 5);
  CHECK(first.device.listening == "/api/v1/kernstadt/feed/events");

  Visit offline(feed, disk, false);
  offline.device.start();
  offline.device.settle();
  CHECK(offline.state.complete);
  CHECK(offline.name_of("cafe") == "Laden cafe");
  CHECK(offline.packs_fetched() == 0);
}

TEST_CASE(
    "a power cut after any step leaves a device that becomes whole again, and never shows half a "
    "town") {
  TownFeed feed = small_town();
  std::size_t steps = 0;
  {
    Disk disk;
    Visit whole(feed, disk);
    whole.device.start();
    whole.device.settle();
    steps = whole.device.steps;
  }
  REQUIRE(steps > 10);
  for (std::size_t cut = 0; cut <= steps; ++cut) {
    INFO("cut after step " << cut);
    Disk disk;
    Visit dying(feed, disk);
    dying.device.start();
    dying.device.settle(cut);

    Visit offline(feed, disk, false);
    offline.device.start();
    offline.device.settle();
    CHECK((offline.shops().size() == 0 || offline.shops().size() == 5));
    CHECK(offline.state.complete == (disk.values.count("kernstadt/manifest") > 0));

    Visit again(feed, disk);
    again.device.start();
    again.device.settle();
    CHECK(again.state.complete);
    CHECK(again.shops().size() == 5);
  }
}

TEST_CASE("what had arrived before the line broke is not fetched again") {
  TownFeed feed = small_town();
  Disk disk;
  Visit broken(feed, disk);
  broken.device.start();
  while (disk.values.size() < 5) REQUIRE(broken.device.step());

  Visit again(feed, disk);
  again.device.start();
  again.device.settle();
  CHECK(again.state.complete);
  CHECK(again.packs_fetched() + 5 == broken.state.gathering->total());
}

TEST_CASE("lists are usable before details have come") {
  TownFeed feed = small_town();
  Disk disk;
  Visit visit(feed, disk);
  visit.device.start();
  while (!visit.state.has_content) REQUIRE(visit.device.step());
  CHECK_FALSE(visit.state.complete);
  CHECK(visit.name_of("eiche") == "Laden eiche");
  CHECK_FALSE(visit.shops().has_detail(0));
}

TEST_CASE("lists are put in order when they have come, not for every detail") {
  TownFeed feed = small_town();
  Disk disk;
  Visit visit(feed, disk);
  visit.device.start();
  visit.device.settle();
  CHECK(visit.state.content_revision == 1);

  feed.epoch = "fedcba9876543210";  // a restored backup: other records in other rows
  feed.remove("shops", "adler");
  feed.pack();
  visit.device.happen(port::FeedHinted{feed.sequence()});
  visit.device.settle();
  CHECK(visit.shops().size() == 4);
  CHECK(visit.state.content_revision > 1);
}

TEST_CASE("no detail is asked for while a list is missing") {
  TownFeed feed = small_town();
  Disk disk;
  sync::State state;
  port::EffectId last_id = 0;
  std::size_t asked = 0;
  const auto core = [&](const port::Event& event) {
    port::Effects effects(last_id);
    sync::update(state, event, effects);
    auto orders = effects.take();
    asked += static_cast<std::size_t>(std::count_if(
        orders.begin(), orders.end(),
        [](const port::Effect& order) { return std::holds_alternative<port::Fetch>(order); }));
    return orders;
  };
  Device device(core, feed, disk);
  device.start();
  while (!state.has_content) {
    CHECK(asked <= 5);  // the manifest, three lists of shops, one of the town
    REQUIRE(device.step());
  }
  device.settle();
  CHECK(state.complete);
}

TEST_CASE("a change reaches an open page, is kept, and brings only itself") {
  TownFeed feed = small_town();
  Disk disk;
  Visit visit(feed, disk);
  visit.device.start();
  visit.device.settle();
  const std::size_t before = visit.device.fetched.size();

  feed.put("shops", "cafe", {{"name", "Café am Markt"}, {"kind", "cafe"}});
  feed.remove("shops", "adler");
  feed.put("shops", "zoo", {{"name", "Zoo"}});
  visit.device.happen(port::FeedHinted{feed.sequence()});
  visit.device.settle();
  CHECK(visit.device.fetched.size() == before + 1);
  CHECK(visit.name_of("cafe") == "Café am Markt");
  CHECK(visit.name_of("adler").empty());
  CHECK(visit.name_of("zoo") == "Zoo");
  CHECK(visit.device.told.back() == "stored " + std::to_string(feed.sequence()));

  Visit offline(feed, disk, false);
  offline.device.start();
  offline.device.settle();
  CHECK(offline.name_of("cafe") == "Café am Markt");
  CHECK(offline.name_of("adler").empty());
  CHECK(offline.shops().value(*offline.shops().find("cafe"), "description").empty());
}

TEST_CASE("newer packs never take a page back in time") {
  TownFeed feed = small_town();
  Disk disk;
  Visit visit(feed, disk);
  visit.device.start();
  visit.device.settle();
  for (int at = 0; at < 600; ++at)
    feed.put("shops", "neu-" + std::to_string(at), {{"name", "Neu"}});
  feed.pack();  // the packs lag behind what the changes bring
  feed.put("shops", "cafe", {{"name", "Café zuletzt"}});
  visit.device.happen(port::FeedHinted{feed.sequence()});
  bool seen = false;
  while (visit.device.step()) {
    seen = seen || visit.name_of("cafe") == "Café zuletzt";
    if (seen) CHECK(visit.name_of("cafe") == "Café zuletzt");
  }
  CHECK(seen);
  CHECK(visit.shops().size() == 605);
  CHECK(visit.state.content.changed_records() < 600);  // the packs took over
}

TEST_CASE("a restored backup, which is another epoch, replaces what is held") {
  TownFeed feed = small_town();
  Disk disk;
  Visit visit(feed, disk);
  visit.device.start();
  visit.device.settle();

  TownFeed restored;
  restored.epoch = "fedcba9876543210";
  restored.put("shops", "nur-dieser", {{"name", "Nur dieser"}});
  restored.pack();
  feed = restored;
  visit.device.happen(port::FeedHinted{feed.sequence()});
  visit.device.settle();
  CHECK(visit.shops().size() == 1);
  CHECK(visit.name_of("nur-dieser") == "Nur dieser");
}

TEST_CASE("a full disk is named, keeps the old state, and the page works from memory") {
  TownFeed feed = small_town();
  Disk disk;
  disk.quota = 250;
  Visit visit(feed, disk);
  visit.device.start();
  visit.device.settle();
  CHECK(visit.state.storage == sync::Storage::full);
  CHECK(visit.shops().size() == 5);
  CHECK(visit.state.complete);
  CHECK(disk.values.count("kernstadt/manifest") == 0);  // it would name packs that are not there
}

TEST_CASE(
    "a manifest never names a pack that found no room, even where the manifest itself would") {
  TownFeed feed = small_town();
  Disk disk;
  disk.full_for = "/shops/detail/";
  Visit visit(feed, disk);
  visit.device.start();
  visit.device.settle();
  CHECK(visit.state.storage == sync::Storage::full);
  CHECK(visit.state.complete);
  CHECK(disk.values.count("kernstadt/manifest") == 0);
}

TEST_CASE("without a store every tab serves itself") {
  TownFeed feed = small_town();
  Disk disk;
  disk.usable = false;
  Visit visit(feed, disk);
  visit.device.start("/", false);
  visit.device.settle();
  CHECK(visit.state.storage == sync::Storage::unusable);
  CHECK(visit.state.complete);
  CHECK(visit.device.listening.empty());
}

TEST_CASE("a second tab takes over what the first one stored, without a request of its own") {
  TownFeed feed = small_town();
  Disk disk;
  Visit writer(feed, disk);
  Visit second(feed, disk);
  second.device.start("/", false);
  second.device.settle();
  CHECK_FALSE(second.state.has_content);
  writer.device.start();
  writer.device.settle();
  second.device.happen(port::PeerSaid{writer.device.told.back()});
  second.device.settle();
  CHECK(second.state.complete);
  CHECK(second.device.fetched.empty());

  feed.put("shops", "cafe", {{"name", "Neu"}});
  writer.device.happen(port::FeedHinted{feed.sequence()});
  writer.device.settle();
  second.device.happen(port::PeerSaid{writer.device.told.back()});
  second.device.settle();
  CHECK(second.name_of("cafe") == "Neu");
  CHECK(second.device.fetched.empty());
}

TEST_CASE("a failing network is asked ever more rarely and answered when it comes back") {
  TownFeed feed = small_town();
  Disk disk;
  Visit visit(feed, disk);
  visit.device.network = false;
  visit.device.happen(port::Started{"kernstadt", "/", "build", true, -1, {"de"}});
  visit.device.happen(port::BecameWriter{});
  visit.device.settle();
  std::int64_t last_wait = 0;
  for (int attempt = 0; attempt < 12; ++attempt) {
    REQUIRE(visit.device.wake_at);
    const std::int64_t wait = visit.device.wake_at->ms - visit.device.now_ms;
    CHECK(wait >= last_wait);
    CHECK(wait <= 5 * k_minute_ms);
    last_wait = wait;
    visit.device.wait_for_wake();
  }
  CHECK(visit.device.fetched.size() == 13);
  visit.device.network = true;
  visit.device.wait_for_wake();
  CHECK(visit.state.complete);
}

TEST_CASE("a pack that was damaged on the way or in the store is fetched again and never shown") {
  TownFeed feed = small_town();
  Disk disk;
  Visit first(feed, disk);
  first.device.start();
  first.device.settle();
  for (auto& [key, value] : disk.values) {
    if (key.find("/shops/list/") != std::string::npos) value.resize(value.size() / 2);
  }
  Visit again(feed, disk);
  again.device.start();
  again.device.settle();
  CHECK(again.state.complete);
  CHECK(again.shops().size() == 5);
  CHECK(again.packs_fetched() == 3);
}

TEST_CASE("a wiped device holds nothing and asks for nothing more") {
  TownFeed feed = small_town();
  Disk disk;
  Visit visit(feed, disk);
  visit.device.start();
  visit.device.settle();
  visit.device.happen(port::PeerSaid{"wiped"});
  visit.device.happen(port::FeedHinted{99});
  const std::size_t before = visit.device.fetched.size();
  visit.device.settle();
  CHECK(visit.shops().size() == 0);
  CHECK(visit.device.fetched.size() == before);
  CHECK(visit.device.listening.empty());
}
