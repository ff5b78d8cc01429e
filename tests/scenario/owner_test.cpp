// The owner of a shop, from the invitation to the second editor: the whole program of owners
// against the real rules of the journal.
#include <catch2/catch.hpp>
#include <future>

#include "keeping/keeping.hpp"
#include "store/memory/journal.hpp"
#include "support/device.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;

namespace {

const std::string k_secret = "AAAAAAAAAAAAAAAAAAAAAA";
const std::string k_page = "/mein-eintrag/?eintrag=hof";
const store::RecordName k_hof{"shops", "hof"};

// A town with one shop; what is published to its journal shows in its feed.
struct Town {
  TownFeed feed;
  std::unique_ptr<store::Journal> journal = store::make_memory_journal();
  std::int64_t posts = 0;
  bool answers = true;  // false: what it does is lost on the way back

  Town() {
    publish({{"name", "Hof"}, {"phone", "+49 3881 1111"}, {"summary", "Frisch"}});
    feed.put("town", "town", {{"name", "Kernstadt"}});
    const store::Forms forms{{"name", "title 160"},
                             {"phone", "phone"},
                             {"summary", "line 160"},
                             {"confirmed_on", "date"},
                             {"opening_hours", "line 1000"}};
    for (const char* secret : {"one", "two"})
      journal->invite({secret, k_hof, forms, 1LL << 40, ""}, [](bool) {});
  }
  void publish(const wire::Fields& fields) {
    wire::Publish publish;
    publish.collection = "shops";
    publish.source = "demo";
    publish.records.push_back({"hof", fields});
    journal->publish(publish, [](auto) {});
    show();
  }
  void show() {
    (void)journal->read({[](const store::Position&) {},
                         [](const std::string&, const std::vector<std::string>&) {},
                         [&](const std::string& id, const wire::Fields& fields) {
                           feed.put("shops", id, fields);
                         }});
  }
  std::string value(const std::string& field) {
    std::string found;
    (void)journal->read({[](const store::Position&) {},
                         [](const std::string&, const std::vector<std::string>&) {},
                         [&](const std::string&, const wire::Fields& fields) {
                           if (fields.contains(field)) found = fields.at(field);
                         }});
    return found;
  }
  // The signature is the shell's and the server's affair; `key` is who holds it.
  std::pair<int, Bytes> post(const port::Fetch& fetch, const std::string& key,
                             const std::string& secret) {
    ++posts;
    const store::OwnerName owner{k_hof, key};
    std::pair<int, Bytes> answer{500, {}};
    if (fetch.url.ends_with("/join")) {
      const auto invitation = wire::decode_owner_join(fetch.body, wire::Encoding::cbor);
      REQUIRE(invitation.value() == k_secret);
      journal->join({owner, secret, 0}, [&](const store::JoinOutcome& outcome) {
        answer.first = std::holds_alternative<store::Forms>(outcome) ? 201 : 409;
      });
    } else {
      const auto edit = wire::decode_owner_edit(fetch.body, wire::Encoding::cbor);
      REQUIRE(edit.ok());
      const std::string digest(as_text(fetch.body));
      journal->edit({owner, edit.value(), digest},
                    [&](const store::EditOutcome& outcome) { answer = edited(outcome); });
      show();
    }
    return answers ? answer : std::pair<int, Bytes>{503, {}};
  }
  static std::pair<int, Bytes> edited(const store::EditOutcome& outcome) {
    wire::Writer content;
    if (const auto* done = std::get_if<store::Edited>(&outcome)) {
      content.number("seq", done->sequence);
      return {200, content.encode(wire::Encoding::cbor)};
    }
    const auto& refusal = std::get<store::EditRefusal>(outcome);
    using Why = store::EditRefusal::Why;
    if (refusal.why == Why::not_owner) return {403, {}};
    if (refusal.why == Why::invalid) return {422, {}};
    if (refusal.why == Why::number) {
      content.number("number", refusal.number);
    } else {
      wire::Writer present;
      for (const auto& [name, value] : refusal.present) present.text(name.c_str(), value);
      content.map("present", std::move(present));
    }
    return {409, content.encode(wire::Encoding::cbor)};
  }
};

struct Visit {
  keeping::State state;
  Device device;

  Visit(Town& town, Disk& disk, const std::string& key = "anna", const std::string& secret = "one")
      : device([this](const port::Event& event) { return keeping::update(state, event); },
               town.feed, disk) {
    device.post = [&town, key, secret](const port::Fetch& fetch) {
      return town.post(fetch, key, secret);
    };
  }
  void arrive(const std::string& url = k_page) {
    device.start(url);
    device.settle();
  }
  void join() {
    arrive(k_page + "#" + k_secret);
    press("owner-join");
  }
  void press(const std::string& action, const std::string& value = "") {
    device.now_ms += 1000;
    device.happen(port::Pressed{action, value});
    device.settle();
  }
  void type(const std::string& field, const std::string& value) {
    device.happen(port::InputChanged{"owner", field, value});
    device.settle();
  }
  void publish() {
    device.now_ms += 1000;
    device.happen(port::FormSubmitted{"/mein-eintrag/", {{"do", "publish"}}});
    device.settle();
  }
  void choose(const std::string& field, const std::string& what) {
    device.happen(port::FormSubmitted{"/mein-eintrag/", {{"do", "choose"}, {field, what}}});
    device.settle();
  }
  void network(bool there) {
    device.network = there;
    device.happen(port::ConnectivityChanged{there});
    device.settle();
  }
  void hint() {
    device.happen(port::FeedHinted{1LL << 40});
    device.settle();
  }
  std::string page() const { return keeping::view(state, core::Surface::page).body.markup; }
  bool shows(std::string_view words) const { return page().find(words) != std::string::npos; }
};

}  // namespace

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
