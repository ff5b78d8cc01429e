#include <catch2/catch.hpp>

#include "features/saved/letter.hpp"
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

TEST_CASE("a saved shop says whether it is open now") {
  TownFeed feed = small_town();
  feed.put("town", "town", {{"name", "Kernstadt"}, {"state", "DE-MV"}});
  feed.put("shops", "adler", {{"name", "Laden adler"}, {"opening_hours", "Mo-Su 00:00-24:00"}});
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  visit.press("save", "adler");
  CHECK(visit.shows("class=\"state open\""));
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

namespace {

port::FileChosen file_of(Bytes body) {
  const auto size = static_cast<std::int64_t>(body.size());
  return {"saved", "file", "merkliste.json", "application/cbor", size, std::move(body)};
}

saved::List exported() {
  return {{"adler", "Laden adler", "Eier", {{"2 kg", "Kartoffeln", false}}},
          {"weit-weg", "Laden in der Ferne", "", {}}};
}

}  // namespace

TEST_CASE("an exported list comes back on another device, and says what was new and what unknown") {
  TownFeed feed = small_town();
  Disk here;
  PortalVisit visit(feed, here);
  visit.open("/merkliste/");
  visit.press("save", "adler");
  visit.type("note", "adler", "Eier");
  visit.press("saved_file");
  REQUIRE(visit.device.offered.size() == 1);
  CHECK(visit.device.offered[0].file == "merkliste-kernstadt.json");
  CHECK(visit.device.offered[0].content_type == "application/json");

  Disk there;
  PortalVisit other(feed, there);
  other.open("/merkliste/");
  other.happen(file_of(visit.device.offered[0].body));
  CHECK(note_in(there, "adler") == "Eier");
  CHECK(other.shows("Neu: 1. Schon da: 0. In dieser Stadt unbekannt: 0."));
  CHECK(other.device.focused == "saved-report");

  other.happen(file_of(saved::encode(exported(), "kernstadt")));
  CHECK(other.shows("Neu: 1. Schon da: 1. In dieser Stadt unbekannt: 1."));
  other.go("/merkliste/");
  CHECK_FALSE(other.shows("Schon da"));
}

TEST_CASE("a file joins what is there, loses nothing of it, and twice is once") {
  const saved::List mine{{"adler", "Laden adler", "Honig", {{"", "Kartoffeln", true}}}};
  const saved::Merged once = saved::merge(mine, exported());
  REQUIRE(once.list.size() == 2);
  CHECK(once.list[0].note == "Honig\nEier");
  CHECK(once.list[0].order == mine[0].order);
  CHECK(once.changed == std::vector<std::string>{"adler", "weit-weg"});
  const saved::Merged twice = saved::merge(once.list, exported());
  CHECK(twice.list == once.list);
  CHECK(twice.changed.empty());
  CHECK(twice.added == 0);
}

TEST_CASE("a wrong, newer, huge or overfull file is named, and nothing of it is applied") {
  TownFeed feed = small_town();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  visit.press("save", "bach");
  const auto before = disk.values;
  const auto refuses = [&](const port::FileChosen& file, const char* words) {
    visit.happen(file);
    INFO(words);
    CHECK(visit.shows(words));
    CHECK(disk.values == before);
    CHECK(visit.device.focused == "saved-report");
    visit.device.focused.clear();
  };
  refuses(file_of({}), "Das ist keine Merkliste");
  refuses(file_of({'{', '}'}), "Das ist keine Merkliste");

  wire::Writer other;
  other.text("format", "something").number("version", 1);
  refuses(file_of(other.encode(wire::Encoding::cbor)), "Das ist keine Merkliste");

  saved::List doubled = exported();
  doubled[1].id = "adler";
  refuses(file_of(saved::encode(doubled, "kernstadt")), "entries[1].id");
  saved::List long_note = exported();
  long_note[0].note.assign(saved::k_note_bytes_max + 1, 'x');
  refuses(file_of(saved::encode(long_note, "kernstadt")), "entries[0].note");

  wire::Writer newer;
  newer.text("format", "stadtkern-merkliste").number("version", 2);
  refuses(file_of(newer.encode(wire::Encoding::cbor)), "neueren Fassung");

  port::FileChosen huge = file_of({});
  huge.size = saved::k_file_bytes_max + 1;
  refuses(huge, "höchstens 8 MB");

  saved::List many;
  for (std::size_t n = 0; n < saved::k_entries_max; ++n)
    many.push_back({"laden-" + std::to_string(n), "Laden", "", {}});
  refuses(file_of(saved::encode(many, "kernstadt")), "Merkliste ist voll");
}

TEST_CASE("a list of the greatest size is written into a file that can be read again") {
  saved::List list;
  const saved::Line line{std::string(saved::k_line_bytes_max, 'a'),
                         std::string(saved::k_line_bytes_max, 'b'), true};
  for (std::size_t n = 0; n < saved::k_entries_max; ++n) {
    list.push_back({"laden-" + std::to_string(n), std::string(saved::k_name_bytes_max, 'n'),
                    std::string(saved::k_note_bytes_max, 'x'),
                    std::vector<saved::Line>(saved::k_lines_max, line)});
  }
  const Bytes bytes = saved::encode(list, "kernstadt");
  CHECK(static_cast<std::int64_t>(bytes.size()) < saved::k_file_bytes_max);
  CHECK(saved::decode(bytes).value() == list);
}

TEST_CASE("the list as text names each shop, its note and its order") {
  TownFeed feed = small_town();
  Disk disk;
  disk.values["kernstadt/saved"] = saved::encode(exported(), "kernstadt");
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/");
  visit.press("saved_text");
  REQUIRE(visit.device.offered.size() == 1);
  CHECK(visit.device.offered[0].content_type == "text/plain");
  CHECK(as_text(visit.device.offered[0].body) ==
        "Merkliste Kernstadt\n\nLaden adler\nEier\n[ ] 2 kg Kartoffeln\n\nLaden in der Ferne\n");
}

namespace {

TownFeed town_with_mail() {
  TownFeed feed;
  feed.put("shops", "adler", {{"name", "Laden adler"}, {"kind", "farm"}});
  feed.put("town", "town", {{"name", "Kernstadt"}});
  feed.pack();
  // What is no column of the test's packs comes as a change.
  feed.put("shops", "adler",
           {{"name", "Laden adler"},
            {"kind", "farm"},
            {"phone", "+49 3881 1"},
            {"email", "hof&mehr@adler.example"}});
  return feed;
}

void add_to_order(PortalVisit& visit, const std::string& item, const std::string& amount) {
  visit.happen(
      port::FormSubmitted{"/merkliste/bestellung/adler/", {{"item", item}, {"amount", amount}}});
}

}  // namespace

TEST_CASE("an order is kept line by line, ticked, removed and brought back, also without a line") {
  TownFeed feed = town_with_mail();
  Disk disk;
  {
    PortalVisit visit(feed, disk);
    visit.open("/merkliste/bestellung/adler/");
    visit.device.network = false;
    add_to_order(visit, "  Kartoffeln\n", "2 kg");
    CHECK(visit.device.focused == "order-item-1");
    add_to_order(visit, "Eier", "");
    add_to_order(visit, "   ", "3");
    add_to_order(visit, "Kartoffeln", "3 kg");
    visit.type("order", "1", "on");
  }
  const saved::List list = stored(disk);
  REQUIRE(list.size() == 1);
  CHECK(list[0].name == "Laden adler");
  CHECK(list[0].order ==
        std::vector<saved::Line>{{"3 kg", "Kartoffeln", false}, {"", "Eier", true}});

  PortalVisit visit(feed, disk);
  visit.device.network = false;
  visit.open("/merkliste/bestellung/adler/");
  CHECK(visit.shows("3 kg Kartoffeln"));
  visit.press("order_remove", "0");
  CHECK_FALSE(visit.shows("3 kg Kartoffeln"));
  CHECK(visit.device.focused == "undo");
  visit.press("saved_undo");
  CHECK(stored(disk) == list);
  visit.press("order_remove", "7");
  visit.type("order", "-1", "on");
  CHECK(stored(disk) == list);
}

TEST_CASE("taking back a removal never takes along what was done since") {
  TownFeed feed = town_with_mail();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/bestellung/adler/");
  add_to_order(visit, "Eier", "");
  visit.press("order_remove", "0");
  add_to_order(visit, "Milch", "");
  visit.press("saved_undo");
  REQUIRE(stored(disk)[0].order.size() == 1);
  CHECK(stored(disk)[0].order[0].item == "Milch");
}

TEST_CASE("an order becomes a mail in the words of RFC 6068, without what is ticked") {
  TownFeed feed = town_with_mail();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/bestellung/adler/");
  CHECK_FALSE(visit.shows("mailto:"));
  add_to_order(visit, "Äpfel & Birnen", "1 kg");
  add_to_order(visit, "Eier", "");
  visit.type("order", "1", "on");
  CHECK(visit.shows(
      "mailto:hof%26mehr@adler.example?subject=Bestellung&amp;body=Guten%20Tag%2C%0D%0A"));
  CHECK(visit.shows("-%201%20kg%20%C3%84pfel%20%26%20Birnen%0D%0A"));
  CHECK_FALSE(visit.shows("-%20Eier"));
  CHECK(visit.shows("tel:+4938811"));
}

TEST_CASE("an order too long for a mail address is copied, never cut") {
  saved::Entry entry{"adler", "Laden adler", "", {}};
  for (std::size_t n = 0; n < saved::k_lines_max; ++n)
    entry.order.push_back({"1", "Ware " + std::to_string(n) + std::string(30, 'x'), false});
  const saved::Mail long_one = saved::mail("a@b.example", entry, views::Language::de);
  CHECK_FALSE(long_one.whole);
  CHECK(long_one.url == "mailto:a@b.example?subject=Bestellung");
  entry.order.resize(3);
  const saved::Mail short_one = saved::mail("a@b.example", entry, views::Language::de);
  CHECK(short_one.whole);
  CHECK(short_one.url.size() <= saved::k_mail_url_bytes_max);
  const saved::Mail hostile = saved::mail("a?bcc=x@y\r\nz@b.example", entry, views::Language::de);
  CHECK(hostile.url.find("mailto:a%3Fbcc%3Dx%40y%0D%0Az@b.example?subject=") == 0);
}

TEST_CASE("an order is shared, copied and printed as the shop would get it") {
  TownFeed feed = town_with_mail();
  Disk disk;
  PortalVisit visit(feed, disk);
  visit.open("/merkliste/bestellung/adler/");
  add_to_order(visit, "Milch", "2 l");
  visit.press("order_share");
  visit.press("order_copy");
  REQUIRE(visit.device.shared.size() == 2);
  CHECK(visit.device.shared[0].way == port::Share::Way::any);
  CHECK(visit.device.shared[1].way == port::Share::Way::copy);
  CHECK(visit.device.shared[1].text.find("- 2 l Milch\n") != std::string::npos);
  CHECK(visit.shows("in der Zwischenablage"));
  CHECK(visit.device.focused == "order-report");
  visit.press("print");
  CHECK(visit.device.printed == 1);
}
