#include <catch2/catch.hpp>

#include "core/core.hpp"
#include "core/view.hpp"
#include "features/care/receipt_code.hpp"
#include "support/paper_relay.hpp"

using namespace stadtkern;
using testing::Device;
using testing::Disk;
using testing::PaperRelay;
using testing::TownFeed;

namespace {

constexpr std::int64_t k_far = 4'000'000'000;

std::string town_key(char letter) {
  return testing::paper_key(letter) + "." + testing::paper_key(letter);
}

// What comes as changes keeps every field; packs of this feed have few columns.
void furnish(TownFeed& feed) {
  feed.put("kinds", "bakery", {{"name", "Bäckerei"}});
  feed.pack();
  feed.put("town", "town",
           {{"name", "Kernstadt"}, {"features", "care"}, {"care_key", town_key('k')}});
  feed.put("places", "kernstadt", {{"name", "Kernstadt"}, {"postal_code", "23940"}});
}

// A browser of a person; what it stores outlives it.
struct Visit {
  core::State state;
  Device device;

  Visit(TownFeed& feed, Disk& disk, PaperRelay& relay, bool network = true,
        std::int64_t now_ms = 1'700'000'000'000, const std::string& url = "/pflege/")
      : device([this](const port::Event& event) { return core::update(state, event); }, feed,
               disk) {
    device.now_ms = now_ms;
    device.network = network;
    device.seals = testing::paper_seal;
    device.serves = [&relay](const port::Fetch& fetch) { return relay.serve(fetch); };
    device.start(url);
    device.settle();
  }
  void go(const std::string& url) {
    device.happen(port::NavigatedTo{url});
    device.settle();
  }
  void type(const std::string& name, const std::string& value) {
    device.happen(port::InputChanged{"care", name, value});
    device.settle();
  }
  void submit(std::map<std::string, std::string> fields = {}) {
    device.happen(port::FormSubmitted{"/", std::move(fields)});
    device.settle();
  }
  void press(const std::string& action) {
    device.happen(port::Pressed{action, ""});
    device.settle();
  }
  void wait(std::int64_t ms) {
    device.now_ms += ms;
    device.happen(port::ClockTicked{});
    device.settle();
  }
  void connect(bool online) {
    device.network = online;
    device.happen(port::ConnectivityChanged{online});
    device.settle();
  }
  std::string path() const { return core::path_of(state.route); }
  std::string page() const { return core::view(state, core::Surface::page).body.markup; }
  bool shows(const std::string& words) const { return page().find(words) != std::string::npos; }

  // The first three questions, as most people answer them.
  void ask() {
    go("/pflege/anfrage/wer/");
    submit({{"whom", "relative"}});
    submit({{"place", "kernstadt"}});
    submit({{"forms:home", "home"}});
  }
  void send() {
    go("/pflege/anfrage/beleg/");
    go("/pflege/anfrage/senden/");
    submit({{"consent", "yes"}});
  }
  void ask_and_send() {
    ask();
    send();
  }
};

care::Answer answer(std::string_view verdict) {
  care::Answer said;
  said.chosen[static_cast<std::size_t>(care::Field::verdict)] =
      care::bit_of(care::Field::verdict, verdict);
  return said;
}

const std::string k_answer_1 = std::string(21, '1') + "A";
const std::string k_answer_2 = std::string(21, '2') + "A";

struct Town {
  TownFeed feed;
  Disk disk;
  PaperRelay relay;
  Town() {
    furnish(feed);
    relay.publish(7, k_far, "abc");
  }
};

}  // namespace

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

TEST_CASE("an answer that another signed is not shown as one") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  town.relay.threads.begin()->second.answers[0].forged = true;
  visit.wait(k_minute_ms);
  CHECK(visit.shows("Beantwortet von 0 von 3."));
  CHECK(visit.shows("nicht von dem Dienst"));
}

TEST_CASE("who the citizen is reaches the one service that was chosen, sealed, and once") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  visit.wait(k_minute_ms);
  visit.submit({{"inbox", testing::paper_inbox('a')}, {"name", "Frau Muster"}, {"phone", "030 1"}});
  visit.wait(k_minute_ms);
  const auto& thread = town.relay.threads.begin()->second;
  REQUIRE(thread.messages.size() == 4);
  CHECK(thread.messages.back().inbox == testing::paper_inbox('a'));
  CHECK(visit.shows("Frau Muster"));
  CHECK(town.relay.bodies.size() == 2);
}

TEST_CASE("withdrawn is gone from the device and the relay, also when it was said offline") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  visit.connect(false);
  visit.press("care_withdraw");
  CHECK(visit.shows("Die Dienste erfahren es"));
  visit.connect(true);
  CHECK(visit.shows("Zurückgezogen und gelöscht"));
  CHECK(town.relay.threads.begin()->second.withdrawn);
  const auto& left = town.disk.values["kernstadt/care/thread/1"];
  CHECK(as_text(left).find("home") == std::string_view::npos);
}

TEST_CASE("taken back while it is on its way it stays taken back") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask();
  visit.go("/pflege/anfrage/beleg/");
  visit.go("/pflege/anfrage/senden/");
  visit.device.happen(port::FormSubmitted{"/", {{"consent", "yes"}}});
  const auto leaving = [&] {
    for (const auto& one : visit.state.care.pending) {
      if (one.job == care::Job::put_request) return true;
    }
    return false;
  };
  while (!leaving()) REQUIRE(visit.device.step());
  visit.device.happen(port::Pressed{"care_withdraw", ""});
  visit.device.settle();
  CHECK(visit.shows("Zurückgezogen und gelöscht"));
  CHECK(town.relay.threads.begin()->second.withdrawn);
}

TEST_CASE("sent twice after a full disk it keeps the key of what arrived first") {
  Town town;
  {
    Visit visit(town.feed, town.disk, town.relay);
    visit.ask();
    visit.go("/pflege/anfrage/beleg/");
    visit.go("/pflege/anfrage/senden/");
    town.disk.full_for = "thread/";
    visit.submit({{"consent", "yes"}});
    REQUIRE(town.relay.threads.size() == 1);
  }
  town.disk.full_for.clear();
  Visit again(town.feed, town.disk, town.relay, true, 1'700'000'000'000, "/pflege/anfrage/senden/");
  again.submit({{"note", "anders"}});
  again.submit({{"consent", "yes"}});
  const care::Thread& thread = again.state.care.threads.at(0);
  CHECK(thread.phase == care::Phase::held);
  CHECK_FALSE(thread.request.has_value());
  CHECK(town.relay.threads.size() == 1);
}

TEST_CASE("an expired request is forgotten on the device, also without a connection") {
  Town town;
  {
    Visit visit(town.feed, town.disk, town.relay);
    visit.ask_and_send();
  }
  Visit late(town.feed, town.disk, town.relay, false, 1'700'000'000'000 + 15 * k_day_ms,
             "/pflege/meine/1/");
  CHECK(late.shows("Abgelaufen und gelöscht"));
  CHECK(as_text(town.disk.values["kernstadt/care/thread/1"]).find("home") ==
        std::string_view::npos);
}

TEST_CASE("the receipt brings the answers to another device") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  const std::string code = care::code_of_secret(visit.state.care.threads.at(0).secret);
  Disk other;
  Visit restored(town.feed, other, town.relay, true, 1'700'000'000'000, "/pflege/beleg/");
  std::string slip = code;
  slip[3] = slip[3] == '0' ? '1' : '0';
  restored.submit({{"code", slip}});
  CHECK(restored.shows("care-error"));
  restored.submit({{"code", code}});
  CHECK(restored.path() == "/pflege/meine/1/");
  CHECK(restored.shows("Beantwortet von 1 von 3."));
}

TEST_CASE("a restored request outlives a reload, also where a service left the town's list") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('b', k_answer_1, answer("yes"));
  const std::string code = care::code_of_secret(visit.state.care.threads.at(0).secret);
  town.relay.publish(8, k_far, "bc");
  Disk other;
  {
    Visit restored(town.feed, other, town.relay, true, 1'700'000'000'000, "/pflege/beleg/");
    restored.submit({{"code", code}});
    CHECK(restored.shows("Beantwortet von 1 von 3."));
  }
  Visit later(town.feed, other, town.relay, true, 1'700'000'000'000, "/pflege/meine/1/");
  CHECK(later.shows("Beantwortet von 1 von 3."));
}

TEST_CASE("answers to a restored request wait for the town's list, and are not called forged") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  const std::string code = care::code_of_secret(visit.state.care.threads.at(0).secret);
  Disk other;
  Visit restored(town.feed, other, town.relay, true, 1'700'000'000'000, "/pflege/beleg/");
  const Bytes list = std::exchange(town.relay.list, {});
  restored.state.care.list = {};
  town.relay.list_is_late = true;
  restored.submit({{"code", code}});
  CHECK_FALSE(restored.shows("Beantwortet von 1"));
  CHECK_FALSE(restored.shows("zu sein behauptet"));
  town.relay.list = list;
  town.relay.list_is_late = false;
  restored.wait(k_minute_ms);
  restored.wait(k_minute_ms);
  CHECK(restored.shows("Beantwortet von 1 von 3."));
}

TEST_CASE("what somebody on the way says is not taken for the relay's word") {
  const int status = GENERATE(200, 302, 401, 403, 404);
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  INFO(status);
  visit.ask();
  town.relay.stranger_says = status;
  visit.send();
  CHECK(visit.state.care.threads.at(0).phase == care::Phase::waiting);
  const auto relay_alone = [&] {
    town.relay.stranger_says = 0;
    visit.wait(10 * k_minute_ms);
    visit.wait(10 * k_minute_ms);
  };
  relay_alone();
  CHECK(visit.shows("Gelesen von 0 von 3"));
  town.relay.answer('a', k_answer_1, answer("yes"));
  visit.wait(10 * k_minute_ms);

  town.relay.stranger_says = status;
  visit.submit({{"inbox", testing::paper_inbox('a')}, {"text", "Bitte rufen Sie an."}});
  visit.wait(10 * k_minute_ms);
  CHECK(visit.shows("wartet auf eine Verbindung"));
  CHECK(visit.shows("Bitte rufen Sie an."));
  relay_alone();
  CHECK(visit.shows("Sie, abgeschickt"));

  town.relay.stranger_says = status;
  visit.press("care_withdraw");
  CHECK(visit.state.care.threads.at(0).phase == care::Phase::withdrawing);
  relay_alone();
  CHECK(visit.shows("Zurückgezogen und gelöscht"));
}

TEST_CASE("a word that the relay does not take is not shown as sent, and holds up nothing") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  visit.wait(k_minute_ms);
  town.relay.stranger_says = 422;
  visit.submit({{"inbox", testing::paper_inbox('a')}, {"text", "Bitte rufen Sie an."}});
  CHECK(visit.shows("nicht angenommen"));
  town.relay.stranger_says = 0;
  town.relay.answer('b', k_answer_2, answer("yes"));
  visit.wait(k_minute_ms);
  visit.wait(k_minute_ms);
  CHECK(visit.shows("Beantwortet von 2 von 3."));
}

TEST_CASE("an older list, a forged one and another town's key are refused and named") {
  Town town;
  { Visit visit(town.feed, town.disk, town.relay); }
  const std::string services = "/pflege/anfrage/dienste/";
  SECTION("older: the last good list goes on") {
    town.relay.publish(6, k_far, "a");
    Visit visit(town.feed, town.disk, town.relay, true, 1'700'000'000'000, services);
    CHECK(visit.state.care.list.fault == care::ListFault::older);
    CHECK(visit.state.care.list.held->all.size() == 3);
    CHECK(visit.shows("Die Liste der Dienste ist veraltet"));
  }
  SECTION("forged") {
    const std::string forged = "forged";
    town.relay.list.assign(forged.begin(), forged.end());
    Visit visit(town.feed, town.disk, town.relay, true, 1'700'000'000'000, services);
    CHECK(visit.state.care.list.fault == care::ListFault::forged);
    CHECK(visit.shows("nicht von der Stadt unterschrieben"));
  }
  SECTION("another key than the pinned one") {
    town.feed.put("town", "town",
                  {{"name", "Kernstadt"}, {"features", "care"}, {"care_key", town_key('x')}});
    town.relay.publish(9, k_far, "d", 'x');
    Visit visit(town.feed, town.disk, town.relay, true, 1'700'000'000'000, services);
    visit.device.happen(port::FeedHinted{town.feed.sequence()});
    visit.device.settle();
    visit.go(services);
    CHECK(visit.state.care.list.fault == care::ListFault::foreign);
    CHECK(visit.state.care.list.held->number == 7);
  }
  SECTION("expired: nothing is sealed") {
    Visit visit(town.feed, town.disk, town.relay, false, (k_far + 1) * 1000, services);
    CHECK(visit.shows("abgelaufen"));
  }
}

TEST_CASE("a receipt's code tells every slip of one letter") {
  const Bytes secret{0, 1, 2, 3, 4, 5, 6, 7, 250, 251, 252, 253, 254, 255, 128, 64};
  const std::string code = care::code_of_secret(secret);
  CHECK(care::secret_of_code(code) == secret);
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '-') continue;
    for (const char letter : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
      std::string slip = code;
      slip[at] = letter;
      if (slip != code) CHECK(care::secret_of_code(slip) != secret);
      if (slip != code) CHECK_FALSE(care::secret_of_code(slip).has_value());
    }
  }
}
