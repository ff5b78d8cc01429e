// The owner of a shop, from the invitation to the second editor.
#include "support/owner_visit.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using Town = OwnerTown;
using Visit = OwnerVisit;

TEST_CASE("owner: an invitation is taken with one tap, and the form appears") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.arrive(k_page + "#" + k_secret);
  CHECK(visit.shows("owner-join"));
  CHECK_FALSE(visit.shows("data-form=\"owner\""));
  visit.press("owner-join");
  CHECK(visit.shows("data-form=\"owner\""));
  Visit later(town, disk);
  later.arrive();
  CHECK(later.shows("data-form=\"owner\""));
}

TEST_CASE(
    "owner: an invitation taken without a line is used when there is one, also by the next visit") {
  Town town;
  Disk disk;
  {
    Visit visit(town, disk);
    visit.arrive(k_page + "#" + k_secret);
    visit.device.network = false;
    visit.press("owner-join");
    CHECK(town.posts == 0);
  }
  town.answers = false;
  {
    Visit visit(town, disk);
    visit.arrive();
    CHECK(town.posts == 1);  // registered, but the answer was lost
    CHECK_FALSE(visit.shows("data-form=\"owner\""));
  }
  town.answers = true;
  Visit visit(town, disk);
  visit.arrive();
  CHECK(visit.shows("data-form=\"owner\""));
}

TEST_CASE("owner: what is typed shows in the preview, is published, and can be undone") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  visit.type("phone", "03881 / 2222");
  CHECK(visit.shows("tel:"));
  visit.publish();
  CHECK(town.value("phone") == "+49 3881 2222");
  CHECK(visit.shows("Veröffentlicht."));
  visit.press("owner-undo", std::to_string(visit.state.owner.books[0].past[0].edit.number));
  CHECK(town.value("phone") == "+49 3881 1111");
}

TEST_CASE("owner: a draft survives the tab, and HTML in it is text") {
  Town town;
  Disk disk;
  {
    Visit visit(town, disk);
    visit.join();
    visit.type("summary", "<b>fett</b>");
  }
  Visit visit(town, disk);
  visit.arrive();
  CHECK(visit.shows("value=\"&lt;b"));
  CHECK_FALSE(visit.shows("<b>fett"));
  CHECK(town.value("summary") == "Frisch");
}

TEST_CASE(
    "owner: without a line an edit waits, and leaves by itself from any page of a later visit") {
  Town town;
  Disk disk;
  {
    Visit visit(town, disk);
    visit.join();
    visit.network(false);
    visit.type("summary", "Ganz frisch");
    visit.publish();
    CHECK(visit.shows("sobald eine Verbindung da ist"));
    CHECK(town.value("summary") == "Frisch");
  }
  Visit visit(town, disk);
  visit.arrive("/schaufenster/");
  CHECK(town.value("summary") == "Ganz frisch");
}

TEST_CASE("owner: an answer that is lost leaves one change, at every step of the world") {
  for (std::size_t steps = 0; steps < 12; ++steps) {
    Town town;
    Disk disk;
    {
      Visit visit(town, disk);
      visit.join();
      visit.type("summary", "Neu");
      visit.device.happen(port::FormSubmitted{"/mein-eintrag/", {{"do", "publish"}}});
      for (std::size_t step = 0; step < steps; ++step) visit.device.step();
    }
    const auto head = town.journal->position().head;
    Visit visit(town, disk);
    visit.arrive();
    CAPTURE(steps, head);
    const bool lost = visit.state.owner.books[0].draft.contains("summary");
    CHECK((town.value("summary") == "Neu" || lost));
    CHECK(town.journal->position().head <= 2);
    CHECK(visit.state.owner.books[0].waiting.empty());
  }
}

TEST_CASE("owner: two editors, the second chooses field by field and nothing is lost") {
  const bool mine = GENERATE(true, false);
  Town town;
  Disk disk;
  Disk other_disk;
  Visit anna(town, disk);
  Visit bert(town, other_disk, "bert", "two");
  anna.join();
  bert.join();
  anna.type("phone", "+49 3881 2222");
  bert.type("phone", "+49 3881 3333");
  bert.type("summary", "Von Bert");
  anna.publish();
  bert.publish();
  CHECK(bert.shows("owner-conflict"));
  CHECK(bert.shows("+49 3881 2222"));
  CHECK(bert.shows("+49 3881 3333"));
  CHECK(town.value("phone") == "+49 3881 2222");
  bert.choose("phone", mine ? "mine" : "theirs");
  CHECK(town.value("phone") == (mine ? "+49 3881 3333" : "+49 3881 2222"));
  CHECK(town.value("summary") == "Von Bert");
  CHECK_FALSE(bert.shows("owner-conflict"));
}

TEST_CASE(
    "owner: who is still typing sees what another one has published, untouched fields merge") {
  Town town;
  Disk disk;
  Visit anna(town, disk);
  anna.join();
  anna.type("phone", "+49 3881 2222");
  town.publish({{"name", "Hof"}, {"phone", "+49 3881 9999"}, {"summary", "Importiert"}});
  anna.hint();
  CHECK(anna.shows("Inzwischen steht hier: +49 3881 9999"));
  CHECK(anna.shows("Importiert"));
}

TEST_CASE("owner: wrong values get a message at the field and stay as they were typed") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  const auto posts = town.posts;
  visit.type("phone", "ruf an");
  visit.type("email", "niemand");
  visit.type("website", "javascript:alert(1)");
  visit.type("opening_hours", "Mo-Fr 08:00-18:00; Sa bis Mittag");
  visit.type("summary", std::string(161, 'x'));
  visit.type("name", " ");
  visit.publish();
  CHECK(town.posts == posts);
  const std::string page = visit.page();
  for (const char* field : {"phone", "email", "website", "opening_hours", "summary", "name"}) {
    CAPTURE(field);
    CHECK(page.find("-" + std::string(field) + "-fault\"") != std::string::npos);
  }
  CHECK(visit.shows("Höchstens 160 Zeichen, es sind 161"));
  CHECK(visit.shows("Ab Zeichen"));
  CHECK(visit.shows("value=\"ruf an\""));
}

TEST_CASE("owner: hours that mean something are offered as they are understood") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  visit.type("opening_hours", "Montag bis Freitag 8-18 Uhr");
  CHECK(visit.shows("Mo-Fr 08:00-18:00"));
  visit.press("owner-hours");
  visit.publish();
  CHECK(town.value("opening_hours") == "Mo-Fr 08:00-18:00");
}

TEST_CASE("owner: hours without a semicolon between them are not guessed at") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  const auto before = town.value("opening_hours");
  visit.type("opening_hours", "Mo - Fr 9:00 - 18:00 Uhr Sa 9:00 - 13:00 Uhr");
  CHECK_FALSE(visit.shows("Verstanden als"));
  visit.publish();
  CHECK(visit.shows("Ab Zeichen 26 („Sa 9:00 - 13:00 Uhr“) ist unklar"));
  CHECK(town.value("opening_hours") == before);
  visit.type("opening_hours", "Mo Di 9-12 Uhr");
  CHECK(visit.shows("Verstanden als: Mo,Tu 09:00-12:00"));
  visit.type("opening_hours", "Mo-Fr 8-12 14-18 Uhr");
  CHECK(visit.shows("Verstanden als: Mo-Fr 08:00-12:00,14:00-18:00"));
}

TEST_CASE("owner: one tap confirms with today's date") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  visit.press("owner-confirm");
  CHECK(town.value("confirmed_on") == "2023-11-14");
}

TEST_CASE("owner: a revoked device keeps what was written") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  town.journal->revoke({k_hof, "anna"}, [](bool) {});
  visit.type("summary", "Zu spät");
  visit.publish();
  CHECK(town.value("summary") == "Frisch");
  CHECK(visit.shows("Dieses Gerät darf den Eintrag nicht mehr ändern"));
  CHECK(visit.shows("Zu spät"));
}

TEST_CASE("owner: a revoked device that is invited anew goes on where it was") {
  Town town;
  Disk disk;
  {
    Visit visit(town, disk);
    visit.join();
    town.journal->revoke({k_hof, "anna"}, [](bool) {});
    visit.type("summary", "Wieder da");
    visit.publish();
  }
  Visit visit(town, disk, "anna", "two");
  visit.join();
  CHECK_FALSE(visit.shows("owner-join"));
  CHECK(town.value("summary") == "Wieder da");
}

TEST_CASE("owner: a second tab keeps its draft and hears what the first one published") {
  Town town;
  Disk disk;
  Visit first(town, disk);
  first.join();
  Visit second(town, disk);
  second.arrive();
  second.type("phone", "+49 3881 2222");
  first.type("summary", "Vom ersten");
  first.publish();
  for (const std::string& text : first.device.told) second.device.happen(port::PeerSaid{text});
  second.device.settle();
  CHECK(second.state.owner.books[0].past.size() == 1);
  CHECK(second.shows("value=\"+49 3881 2222\""));
  second.publish();
  CHECK(town.value("phone") == "+49 3881 2222");
  CHECK(town.value("summary") == "Vom ersten");
}

TEST_CASE("owner: a device without storage still publishes, and says what it cannot do") {
  Town town;
  Disk disk;
  disk.usable = false;
  Visit visit(town, disk);
  visit.join();
  visit.type("summary", "Ohne Speicher");
  visit.device.network = false;
  visit.publish();
  CHECK(visit.shows("Dieser Browser speichert nichts"));
  visit.network(true);
  CHECK(town.value("summary") == "Ohne Speicher");
}

TEST_CASE("owner: a wiped device has forgotten its entries") {
  Town town;
  Disk disk;
  Visit visit(town, disk);
  visit.join();
  visit.type("summary", "Entwurf");
  visit.device.happen(port::NavigatedTo{"/einstellungen/"});
  visit.press("wipe");
  CHECK(visit.state.owner.books.empty());
  for (const auto& [key, value] : disk.values) CHECK(key.find("/owner/") == std::string::npos);
}
