#include <catch2/catch.hpp>

#include "features/saved/update.hpp"
#include "support/portal_visit.hpp"

using namespace stadtkern;
using testing::Disk;
using testing::PortalVisit;
using testing::TownFeed;

namespace {

TownFeed small_town() {
  TownFeed feed;
  for (const char* id : {"adler", "bach", "cafe", "dorfladen"})
    feed.put("shops", id, {{"name", std::string("Laden ") + id}, {"kind", "farm"}});
  feed.put("town", "town", {{"name", "Kernstadt"}});
  feed.pack();
  return feed;
}

saved::List stored(const Disk& disk) {
  const auto found = disk.values.find("kernstadt/saved");
  if (found == disk.values.end()) return {};
  return saved::decode(found->second).value();
}

std::string note_in(const Disk& disk, const std::string& id) {
  const saved::List list = stored(disk);
  const saved::Entry* entry = saved::find(list, id);
  return entry == nullptr ? "(not saved)" : entry->note;
}

}  // namespace

TEST_CASE("a saved shop and its note are there at the next visit, without a line") {
  TownFeed feed = small_town();
  Disk disk;
  {
    PortalVisit visit(feed, disk);
    visit.open("/schaufenster/adler/");
    CHECK(visit.shows("aria-pressed=\"false\""));
    visit.press("save", "adler");
    CHECK(visit.shows("aria-pressed=\"true\""));
    visit.go("/merkliste/");
    visit.type("note", "adler", "Eier für Oma");
    CHECK(visit.shows("Gespeichert"));
  }
  PortalVisit visit(feed, disk);
  visit.device.network = false;
  visit.open("/merkliste/");
  CHECK(visit.shows("Laden adler"));
  CHECK(visit.shows("Eier für Oma"));
  CHECK_FALSE(visit.shows("Gespeichert"));
}

TEST_CASE("a note counts as saved once it is durable, and never before") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  visit.press("save", "adler");
  visit.device.happen(port::InputChanged{"note", "adler", "Eier"});
  while (note_in(disk, "adler") != "Eier") {
    CHECK(visit.shows("Wird gespeichert"));
    REQUIRE(visit.device.step());
  }
  visit.device.settle();
  CHECK(visit.shows("Gespeichert"));
}

TEST_CASE("what is typed while an earlier note is written is written too") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  visit.press("save", "adler");
  for (const char* typed : {"E", "Ei", "Eie", "Eier"}) {
    visit.device.happen(port::InputChanged{"note", "adler", typed});
    visit.device.step();
  }
  visit.device.settle();
  CHECK(note_in(disk, "adler") == "Eier");
}

TEST_CASE("a power cut between any two steps leaves the old list or the new one") {
  TownFeed feed = small_town();
  for (std::size_t cut = 0; cut < 8; ++cut) {
    Disk disk;
    {
      PortalVisit visit(feed, disk);
      visit.open("/merkliste/");
      visit.press("save", "adler");
      visit.device.happen(port::InputChanged{"note", "adler", "Eier"});
      visit.device.happen(port::Pressed{"save", "bach"});
      visit.device.settle(cut);
    }
    INFO("cut after step " << cut);
    PortalVisit visit(feed, disk);
    visit.open("/merkliste/");
    const bool had_note = visit.shows("Eier");
    CHECK(visit.shows("Laden adler"));
    CHECK((had_note || !visit.shows("Laden bach")));
  }
}

TEST_CASE("what is removed comes back with one press, note and all") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  visit.press("save", "adler");
  visit.type("note", "adler", "Eier");
  visit.press("save", "adler");
  CHECK(stored(disk).empty());
  CHECK(visit.shows("Laden adler: entfernt."));
  CHECK(visit.device.focused == "undo");
  visit.press("saved_undo");
  CHECK(note_in(disk, "adler") == "Eier");
  CHECK(visit.device.focused == "saved-adler");

  visit.go("/schaufenster/adler/");
  visit.press("save", "adler");
  visit.press("save", "adler");
  CHECK(note_in(disk, "adler") == "Eier");
}

TEST_CASE("a shop that vanished from the town stays listed with its stored name and says so") {
  TownFeed feed = small_town();
  Disk disk;
  {
    PortalVisit visit(feed, disk);
    visit.open("/schaufenster/");
    visit.press("save", "adler");
    visit.press("save", "bach");
  }
  feed.remove("shops", "adler");
  feed.pack();
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  CHECK(visit.shows("<h3>Laden adler</h3>"));
  CHECK(visit.shows("nicht mehr im Schaufenster"));
  CHECK(visit.shows("/schaufenster/bach/"));
}

TEST_CASE("the newest entry stands first, or all by name") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  for (const char* id : {"bach", "cafe", "adler"}) visit.press("save", id);
  const auto at = [&](const char* id) { return visit.page().find("saved-" + std::string(id)); };
  CHECK((at("adler") < at("cafe") && at("cafe") < at("bach")));
  visit.go("/merkliste/?sortiert=name");
  CHECK((at("adler") < at("bach") && at("bach") < at("cafe")));
}

TEST_CASE("two tabs write the same list, and neither loses what the other said") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit left(feed, disk);
  PortalVisit right(feed, disk);
  left.open("/merkliste/");
  right.open("/merkliste/");
  left.press("save", "adler");
  right.press("save", "bach");  // before it has heard of the other
  CHECK(stored(disk).size() == 2);
  left.happen(port::PeerSaid{right.device.told.back()});
  CHECK(left.shows("saved-bach"));

  left.type("note", "bach", "Käse");
  right.press("save", "adler");
  CHECK(note_in(disk, "bach") == "Käse");
  CHECK(note_in(disk, "adler") == "(not saved)");
}

TEST_CASE("a full or refusing store is said aloud, and nothing typed is lost") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  disk.full_for = "/saved";
  visit.press("save", "adler");
  visit.type("note", "adler", "Eier");
  CHECK(visit.shows("gerade nicht speichern"));
  CHECK(visit.shows("Noch nicht gespeichert"));
  CHECK(visit.shows(">Eier</textarea>"));

  disk.full_for.clear();
  visit.happen(port::ClockTicked{});
  CHECK(note_in(disk, "adler") == "Eier");
  CHECK_FALSE(visit.shows("gerade nicht speichern"));

  Disk none;
  none.usable = false;
  PortalVisit refused(feed, none);
  refused.open("/merkliste/");
  refused.press("save", "adler");
  CHECK(refused.shows("gerade nicht speichern"));
  CHECK(refused.shows("Laden adler"));
}

TEST_CASE("a wiped device has forgotten the list, in this tab and in the others") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit visit(feed, disk);
  PortalVisit other(feed, disk);
  visit.open("/einstellungen/");
  other.open("/merkliste/");
  visit.press("save", "adler");
  other.happen(port::PeerSaid{"saved"});
  CHECK(other.shows("Laden adler"));
  visit.press("wipe");
  CHECK(disk.values.empty());
  other.happen(port::PeerSaid{"wiped"});
  CHECK_FALSE(other.shows("Laden adler"));
  visit.go("/merkliste/");
  CHECK(visit.shows("noch nichts gemerkt"));
  CHECK(disk.values.count("kernstadt/saved") == 0);
}

TEST_CASE("a stored list that cannot be read is put aside, not overwritten") {
  TownFeed feed = small_town();
  Disk disk;
  const Bytes strange{0xA1, 0x61, 0x78, 0x01};
  disk.values["kernstadt/saved"] = strange;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  visit.press("save", "adler");
  CHECK(stored(disk).size() == 1);
  CHECK(disk.values["kernstadt/saved/unreadable"] == strange);
}

TEST_CASE("a list that is full says so and takes nothing more") {
  TownFeed feed = small_town();
  Disk disk;
  saved::List list;
  for (std::size_t n = 0; n < saved::k_entries_max; ++n)
    list.push_back({"laden-" + std::to_string(n), "Laden", "", {}});
  disk.values["kernstadt/saved"] = saved::encode(list, "kernstadt");
  PortalVisit visit(feed, disk);
  visit.open("/schaufenster/adler/");
  visit.press("save", "adler");
  CHECK(visit.shows("Merkliste ist voll"));
  CHECK(stored(disk).size() == saved::k_entries_max);
}
