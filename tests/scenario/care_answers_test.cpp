#include <catch2/catch.hpp>

#include "features/care/receipt_code.hpp"
#include "support/care_visit.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using Visit = testing::CareVisit;
using Town = testing::CareTown;

namespace {

// The receipt of the first request that was sent here.
std::string receipt_of(const Visit& visit) {
  return care::code_of_secret(visit.state.care.threads.at(0).secret);
}

}  // namespace

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

TEST_CASE("what a request asked that could not be sent is forgotten when it would have expired") {
  Town town;
  town.relay.publish(8, k_far, "a");
  town.relay.unknown_inbox = testing::paper_inbox('a');
  const auto kept = [&] {
    return as_text(town.disk.values["kernstadt/care/thread/1"]).find("kernstadt") !=
           std::string_view::npos;
  };
  {
    Visit visit(town.feed, town.disk, town.relay);
    visit.ask_and_send();
    REQUIRE(visit.state.care.threads.at(0).phase == care::Phase::failed);
    CHECK(kept());
  }
  Visit late(town.feed, town.disk, town.relay, false, 1'700'000'000'000 + 15 * k_day_ms,
             "/pflege/meine/1/");
  CHECK(late.state.care.threads.at(0).phase == care::Phase::failed);
  CHECK_FALSE(kept());
}

TEST_CASE("the receipt brings the answers to another device") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  const std::string code = receipt_of(visit);
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
  const std::string code = receipt_of(visit);
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

TEST_CASE("what a service said while it was off the list is read when it is on it again") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  const std::string code = receipt_of(visit);
  town.relay.publish(8, k_far, "bc");
  Disk other;
  Visit restored(town.feed, other, town.relay, true, 1'700'000'000'000, "/pflege/beleg/");
  restored.submit({{"code", code}});
  CHECK(restored.shows("Beantwortet von 0 von 3."));
  CHECK_FALSE(restored.shows("zu sein behauptet"));
  town.relay.publish(9, k_far, "abc");
  restored.go("/pflege/meine/1/");
  restored.wait(k_minute_ms);
  CHECK(restored.shows("Beantwortet von 1 von 3."));
}

TEST_CASE("answers to a restored request wait for the town's list, and are not called forged") {
  Town town;
  Visit visit(town.feed, town.disk, town.relay);
  visit.ask_and_send();
  town.relay.answer('a', k_answer_1, answer("yes"));
  const std::string code = receipt_of(visit);
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
