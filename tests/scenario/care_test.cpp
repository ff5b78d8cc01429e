#include <catch2/catch.hpp>

#include "support/care_visit.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using Visit = testing::CareVisit;
using Town = testing::CareTown;

TEST_CASE("a request is asked, sealed for every fitting service and sent") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  CHECK(visit.path() == "/pflege/meine/1/");
  REQUIRE(town.relay.threads.size() == 1);
  CHECK(town.relay.threads.begin()->second.messages.size() == 3);
  CHECK(visit.shows("Gelesen von 0 von 3"));
  visit.go("/pflege/");
  CHECK_FALSE(visit.shows("care_discard"));
}

TEST_CASE("without one of the first three answers the step stays and says so") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay, true, 1'700'000'000'000, "/pflege/anfrage/wer/");
  visit.submit();
  CHECK(visit.path() == "/pflege/anfrage/wer/");
  CHECK(visit.shows("care-error"));
  visit.submit({{"whom", "me"}});
  CHECK(visit.path() == "/pflege/anfrage/wo/");
}

TEST_CASE("nothing leaves without consent") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask();
  visit.go("/pflege/anfrage/beleg/");
  visit.go("/pflege/anfrage/senden/");
  visit.submit();
  CHECK(visit.shows("Ohne Ihre Einwilligung"));
  CHECK(town.relay.bodies.empty());
}

TEST_CASE("what was answered survives closing the browser, and is forgotten after a week") {
  Town town;
  {
    Visit visit(town.feed, town.disk, town.relay, true, 1'700'000'000'000, "/pflege/anfrage/wer/");
    visit.type("whom", "other");
  }
  {
    Visit visit(town.feed, town.disk, town.relay, true, 1'700'000'000'000, "/pflege/anfrage/wer/");
    CHECK(visit.state.care.draft.request.of(care::Field::whom) == 4);
  }
  Visit late(town.feed, town.disk, town.relay, true, 1'700'000'000'000 + 8 * k_day_ms);
  CHECK_FALSE(late.state.care.has_draft);
  CHECK(town.disk.values.count("kernstadt/care/draft") == 0);
}

TEST_CASE("a request without a connection waits, survives a restart and leaves by itself") {
  Town town;
  Visit(town.feed, town.disk, town.relay);  // the town and its list are on the device from here on
  {
    Visit visit(town.feed, town.disk, town.relay, false);
    visit.connect(false);
    visit.ask_and_send();
    CHECK(visit.shows("sobald eine Verbindung da ist"));
    CHECK(town.relay.bodies.empty());
    CHECK(town.disk.values.count("kernstadt/care/thread/1") == 1);
    CHECK(town.disk.values.count("kernstadt/care/draft") == 0);
  }
  Visit later(town.feed, town.disk, town.relay, true, 1'700'000'000'000 + k_hour_ms, "/");
  CHECK(town.relay.threads.size() == 1);
  later.go("/pflege/meine/1/");
  CHECK(later.shows("Gelesen von 0 von 3"));
}

TEST_CASE("a service that lost the town's signature meanwhile is dropped and named") {
  Town town;
  Visit(town.feed, town.disk, town.relay);
  Visit visit(town.feed, town.disk, town.relay, false);
  visit.connect(false);
  visit.ask_and_send();
  town.relay.publish(8, k_far, "ac");
  visit.connect(true);
  REQUIRE(town.relay.bodies.size() == 1);
  CHECK(town.relay.bodies[0].find(testing::paper_inbox('b')) == std::string::npos);
  CHECK(visit.shows("Dienst b"));
  CHECK(visit.shows("Gelesen von 0 von 2"));
}

TEST_CASE("a service whose inbox is gone is left out, and the others get it") {
  Town town;
  town.relay.unknown_inbox = testing::paper_inbox('b');
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  REQUIRE(town.relay.threads.size() == 1);
  CHECK(town.relay.threads.begin()->second.messages.size() == 2);
  CHECK(visit.shows("Gelesen von 0 von 2"));
}

TEST_CASE("when the answer gets lost the same bytes are sent again, and count once") {
  Town town;
  town.relay.answers_get_lost = true;
  {
    Visit visit(town.feed, town.disk, town.relay);
    visit.ask_and_send();
  }
  town.relay.answers_get_lost = false;
  Visit again(town.feed, town.disk, town.relay, true, 1'700'000'000'000, "/pflege/meine/1/");
  REQUIRE(town.relay.bodies.size() >= 2);
  CHECK(town.relay.bodies.front() == town.relay.bodies.back());
  CHECK(town.relay.threads.begin()->second.messages.size() == 3);
  CHECK(again.shows("Gelesen von 0 von 3"));
}

TEST_CASE("answers come the most useful first, and one taken back is gone") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.open('c');
  town.relay.answer('a', k_answer_1, answer("no"));
  town.relay.answer('b', k_answer_2, answer("partly"));
  visit.wait(k_minute_ms);
  CHECK(visit.shows("Gelesen von 3 von 3. Beantwortet von 2 von 3."));
  const std::string page = visit.page();
  CHECK(page.find("<h2>Dienst b") < page.find("<h2>Dienst a"));
  auto& thread = town.relay.threads.begin()->second;
  thread.answers[1].withdrawn = true;
  ++thread.number;
  visit.wait(k_minute_ms);
  CHECK(visit.shows("Beantwortet von 1 von 3."));
  CHECK(visit.shows("Gerade hat niemand Platz"));
}

TEST_CASE("an answer is read when the stream says so, not when the next question would be due") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  const std::string& id = town.relay.threads.begin()->first;
  CHECK(visit.device.watched.url.ends_with("/relay/threads/" + id + "/events"));
  CHECK(visit.device.watched.authorization == "Bearer " + testing::paper_key('c'));
  const auto hear = [&](std::int64_t number) {
    visit.device.happen(port::Heard{number});
    visit.device.settle();
  };
  const auto asked = [&] { return visit.device.fetched.size(); };
  hear(town.relay.threads.begin()->second.number);
  auto before = asked();
  visit.wait(70'000);
  CHECK(asked() <= before + 1);  // the question that was due before the stream came
  before = asked();
  visit.wait(120'000);
  CHECK(asked() == before);
  town.relay.answer('a', k_answer_1, answer("yes"));
  hear(town.relay.threads.begin()->second.number);
  CHECK(visit.shows("Ja, wir haben Platz"));

  hear(-1);  // without the stream it asks again
  town.relay.answer('b', k_answer_2, answer("waiting-list"));
  visit.wait(5'000);
  CHECK(visit.shows("Warteliste"));
  visit.go("/pflege/");
  CHECK(visit.device.watched.url.empty());
  visit.go("/pflege/meine/1/");
  CHECK_FALSE(visit.device.watched.url.empty());
  visit.connect(false);
  CHECK(visit.device.watched.url.empty());
}

TEST_CASE("a tab that only reads has the writing tab ask for it") {
  Town town;
  Visit writer(town.feed, town.disk, town.relay);
  writer.ask_and_send();
  writer.go("/schaufenster/");
  core::State state;
  Device reader([&state](const port::Event& event) { return core::update(state, event); },
                town.feed, town.disk);
  reader.seals = testing::paper_seal;
  reader.start("/pflege/meine/1/", false);
  reader.settle();
  CHECK_FALSE(reader.watched.url.empty());
  town.relay.answer('a', k_answer_1, answer("yes"));
  reader.told.clear();
  reader.happen(port::Heard{town.relay.threads.begin()->second.number});
  reader.settle();
  REQUIRE(reader.told == std::vector<std::string>{"care-look 1"});
  writer.device.told.clear();
  writer.device.happen(port::PeerSaid{"care-look 1"});
  writer.device.settle();
  REQUIRE_FALSE(writer.device.told.empty());
  reader.happen(port::PeerSaid{writer.device.told.back()});
  reader.settle();
  CHECK(core::view(state, core::Surface::page).body.markup.find("Ja, wir haben Platz") !=
        std::string::npos);
}

TEST_CASE(
    "what has not left yet goes back into the draft as it was, and no trace is at the relay") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.connect(false);
  visit.ask();
  visit.type("to:" + testing::paper_inbox('b'), "");
  visit.go("/pflege/anfrage/beleg/");
  const Bytes secret = visit.state.care.draft.secret;
  visit.go("/pflege/anfrage/senden/");
  visit.submit({{"consent", "yes"}});
  REQUIRE(visit.shows("care_undo"));
  visit.press("care_undo");
  CHECK(visit.path() == "/pflege/anfrage/senden/");
  CHECK(visit.state.care.threads.empty());

  Visit later(town.feed, town.disk, town.relay, true, visit.device.now_ms,
              "/pflege/anfrage/pruefen/");
  CHECK(town.relay.threads.empty());
  CHECK(later.state.care.draft.secret == secret);
  CHECK(later.shows("Kernstadt"));
  later.go("/pflege/anfrage/senden/");
  later.submit({{"consent", "yes"}});
  REQUIRE(town.relay.threads.size() == 1);
  CHECK(town.relay.threads.begin()->second.messages.size() ==
        2);  // the one that was left out stays out
  CHECK_FALSE(later.shows("care_undo"));
}

TEST_CASE("what may have left can only be withdrawn") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  town.relay.answers_get_lost = true;
  visit.ask_and_send();
  CHECK(town.relay.threads.size() == 1);
  CHECK_FALSE(visit.shows("care_undo"));
  Visit later(town.feed, town.disk, town.relay, false, visit.device.now_ms, "/pflege/meine/1/");
  CHECK_FALSE(later.shows("care_undo"));
  CHECK(later.shows("care_withdraw"));
}

TEST_CASE("a request to nobody is not made: the person chooses a service first") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask();
  visit.go("/pflege/anfrage/dienste/");
  for (const char letter : {'a', 'b', 'c'}) visit.type("to:" + testing::paper_inbox(letter), "");
  visit.submit();
  CHECK(visit.path() == "/pflege/anfrage/dienste/");
  CHECK(visit.shows("Bitte wählen Sie etwas aus."));
  CHECK(visit.shows("#to:" + testing::paper_inbox('a') + "\""));
  CHECK(visit.device.focused == "care-error");
  visit.send();
  CHECK(visit.path() == "/pflege/anfrage/dienste/");
  CHECK(visit.state.care.threads.empty());
  visit.type("to:" + testing::paper_inbox('b'), "yes");
  visit.send();
  REQUIRE(town.relay.threads.size() == 1);
  CHECK(town.relay.threads.begin()->second.messages.size() == 1);
}

TEST_CASE("without the list of services nothing is sent, and the page says why") {
  Town town;
  town.relay.list.clear();
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask();
  visit.go("/pflege/anfrage/dienste/");
  visit.submit();
  CHECK(visit.path() == "/pflege/anfrage/dienste/");
  CHECK(visit.shows("care-error"));
  CHECK_FALSE(visit.shows("Bitte wählen Sie etwas aus."));
  CHECK(visit.state.care.has_draft);
}

namespace {

// Two tabs whose orders are answered in turn, and who hear each other.
void settle_both(Visit& one, Visit& other) {
  std::size_t heard_by_other = one.device.told.size();
  std::size_t heard_by_one = other.device.told.size();
  for (bool more = true; more;) {
    more = one.device.step();
    more |= other.device.step();
    while (heard_by_other < one.device.told.size())
      other.device.happen(port::PeerSaid{one.device.told[heard_by_other++]}), more = true;
    while (heard_by_one < other.device.told.size())
      one.device.happen(port::PeerSaid{other.device.told[heard_by_one++]}), more = true;
  }
}

// The button pressed in both, before either hears of the other.
void send_in_both(Visit& one, Visit& other) {
  for (Visit* tab : {&one, &other})
    tab->device.happen(port::FormSubmitted{"/", {{"consent", "yes"}}});
  settle_both(one, other);
}

}  // namespace

TEST_CASE("sent in two tabs at once it is one request, and both tabs show it") {
  Town town;
  Visit one(town.feed, town.disk, town.relay);
  one.ask();
  one.go("/pflege/anfrage/beleg/");
  one.go("/pflege/anfrage/senden/");
  Visit other(town.feed, town.disk, town.relay, true, 1'700'000'000'000, "/pflege/anfrage/senden/");
  send_in_both(one, other);
  REQUIRE(town.relay.threads.size() == 1);
  CHECK(town.disk.values.count("kernstadt/care/thread/1") == 1);
  CHECK(town.disk.values.count("kernstadt/care/thread/2") == 0);
  for (Visit* tab : {&one, &other}) {
    CHECK(tab->path() == "/pflege/meine/1/");
    CHECK(tab->shows("Gelesen von 0 von 3"));
    CHECK_FALSE(tab->state.care.has_draft);
  }
}

TEST_CASE("two requests that two tabs number alike are both kept and both sent") {
  Town town;
  Visit one(town.feed, town.disk, town.relay);
  Visit other(town.feed, town.disk, town.relay);
  other.device.dice.seed(2);
  one.ask();
  other.ask();
  for (Visit* tab : {&one, &other}) {
    tab->go("/pflege/anfrage/beleg/");
    tab->go("/pflege/anfrage/senden/");
  }
  send_in_both(one, other);
  CHECK(town.relay.threads.size() == 2);
  CHECK(town.disk.values.count("kernstadt/care/thread/1") == 1);
  CHECK(town.disk.values.count("kernstadt/care/thread/2") == 1);
  CHECK(one.path() == "/pflege/meine/1/");
  CHECK(other.path() == "/pflege/meine/2/");
  CHECK(other.state.care.find(1)->secret == one.state.care.find(1)->secret);
}
