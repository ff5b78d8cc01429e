// The relay's rules, on every store that is shipped.
#include <catch2/catch.hpp>

#include "relay/memory/store.hpp"
#include "relay/sqlite/store.hpp"
#include "relay/stored.hpp"
#include "relay_letters.hpp"
#include "scratch_folder.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;
using relay::Books;
using relay::Outcome;
using Verdict = relay::Outcome::Verdict;

namespace {

// A store with three inboxes (1, 2, 3), in memory or on the disk.
struct Scene {
  explicit Scene(bool on_disk) {
    if (on_disk) {
      store = std::move(relay::open_sqlite_store(folder.path("relay.sqlite"))).value();
    } else {
      store = relay::make_memory_store("9f86d081884c7d65");
    }
    for (std::uint8_t id = 1; id <= 3; ++id) add_inbox(*store, id);
  }
  Outcome open(const relay::NewThread& wanted, std::int64_t now_s = k_now_s) {
    return ask(*store, [&](Books& books) { return relay::open_thread(books, wanted, now_s); });
  }
  Outcome write_on(std::uint8_t id, std::uint8_t capability, const relay::Letter& letter) {
    return ask(*store, [&](Books& books) {
      return relay::write_on(books, id_of(id), capability_of(capability), letter, k_now_s);
    });
  }
  Outcome withdraw(std::uint8_t id, std::uint8_t capability, std::int64_t now_s = k_now_s) {
    return ask(*store, [&](Books& books) {
      return relay::withdraw(books, id_of(id), capability_of(capability), now_s);
    });
  }
  Outcome answer(std::uint8_t inbox, std::uint8_t id, const relay::Letter& letter) {
    return ask(*store, [&](Books& books) {
      return relay::answer_thread(books, id_of(inbox), id_of(id), letter, k_now_s);
    });
  }
  Outcome take_back(std::uint8_t inbox, std::uint8_t id, std::uint8_t message) {
    return ask(*store, [&](Books& books) {
      return relay::take_back(books, id_of(inbox), id_of(id), id_of(message), k_now_s);
    });
  }
  Outcome say_opened(std::uint8_t inbox, std::uint8_t id, std::uint8_t message) {
    return ask(*store, [&](Books& books) {
      return relay::say_opened(books, id_of(inbox), id_of(id), id_of(message), k_now_s);
    });
  }
  // "number:thread state opened bytes" of everything that changed in an inbox.
  std::vector<std::string> inbox(std::uint8_t id, std::int64_t since = 0) {
    std::vector<std::string> lines;
    const auto read = store->read([&](Books& books) {
      books.read_deliveries(id_of(id), since, [&](const auto& delivery, auto, BytesView sealed) {
        lines.push_back(std::to_string(delivery.number) + ":" + delivery.thread.substr(0, 4) +
                        (delivery.state == relay::State::held ? " held" : " withdrawn") +
                        (delivery.opened ? " opened" : "") + (sealed.empty() ? " empty" : ""));
        return true;
      });
    });
    REQUIRE(read.ok());
    return lines;
  }
  std::vector<std::string> answers(std::uint8_t id, std::int64_t since = 0) {
    std::vector<std::string> lines;
    const auto read = store->read([&](Books& books) {
      books.read_answers(id_of(id), since, [&](const relay::Message& message, BytesView sealed) {
        lines.push_back(std::to_string(message.number) + ":" + message.sender.substr(0, 4) +
                        (sealed.empty() ? " empty" : " held"));
        return true;
      });
    });
    REQUIRE(read.ok());
    return lines;
  }
  relay::Counts counts(std::uint8_t id) {
    relay::Counts counts;
    REQUIRE(store->read([&](Books& books) { counts = books.counts(id_of(id)); }).ok());
    return counts;
  }
  std::int64_t threads() {
    std::int64_t number = -1;
    REQUIRE(store->read([&](Books& books) { number = books.threads(); }).ok());
    return number;
  }

  ScratchFolder folder;
  std::unique_ptr<relay::Store> store;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("an envelope is stored and read without a change, to inboxes and to the citizen") {
  const auto to_inboxes = sealed_for({id_of(1), id_of(2)});
  CHECK(relay::from_stored(relay::to_stored(to_inboxes)) == to_inboxes);
  auto to_citizen = sealed_for({""});
  to_citizen.recipients[0].has_header = false;
  to_citizen.recipients[0].ephemeral = {};
  CHECK(relay::from_stored(relay::to_stored(to_citizen)) == to_citizen);
  CHECK(relay::from_stored(as_bytes("2\n")).recipients.empty());
}

#define ON_EVERY_STORE Scene scene(GENERATE(false, true))

TEST_CASE("a thread reaches each of its inboxes once, however often it is sent") {
  ON_EVERY_STORE;
  const auto wanted = thread(10, {id_of(1), id_of(2)});
  const Outcome first = scene.open(wanted);
  CHECK(first.verdict == Verdict::done);
  CHECK(first.notices.size() == 2);
  for (int time = 0; time < 3; ++time) CHECK(scene.open(wanted).verdict == Verdict::again);
  CHECK(scene.inbox(1) == Lines{"1:CgoK held"});
  CHECK(scene.inbox(2) == Lines{"1:CgoK held"});
  CHECK(scene.inbox(3).empty());
  CHECK(scene.threads() == 1);
}

TEST_CASE("the same id with other bytes is a conflict and changes nothing") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1)}));
  auto other = thread(10, {id_of(2)});
  other.letter.digest = "other";
  const Outcome outcome = scene.open(other);
  CHECK(outcome.verdict == Verdict::conflict);
  CHECK(outcome.field == "id");
  CHECK(scene.inbox(2).empty());
}

TEST_CASE("what is not right is refused by its field, and leaves no trace") {
  ON_EVERY_STORE;
  const auto field = [&](const relay::NewThread& wanted) {
    const Outcome outcome = scene.open(wanted);
    CHECK(outcome.verdict == Verdict::invalid);
    return outcome.field;
  };
  CHECK(field(thread(10, {id_of(1), id_of(9)})) == "jwe.recipients[1].inbox");
  CHECK(field(thread(10, {id_of(1)}, k_now_s)) == "expires");
  CHECK(field(thread(10, {id_of(1)}, k_now_s + wire::k_lifetime_s_max + 1)) == "expires");
  auto idle = thread(10, {id_of(1)});
  idle.worked = false;
  CHECK(field(idle) == "proof");
  CHECK(scene.inbox(1).empty());
  CHECK(scene.threads() == 0);
}

TEST_CASE("a retry is known without new work: the salt may have changed since") {
  ON_EVERY_STORE;
  auto wanted = thread(10, {id_of(1)});
  scene.open(wanted);
  wanted.worked = false;
  CHECK(scene.open(wanted).verdict == Verdict::again);
}

TEST_CASE("only the capability opens a thread for its citizen") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1), id_of(2)}));
  CHECK(scene.write_on(10, 11, letter(20, {id_of(1)})).verdict == Verdict::unknown);
  CHECK(scene.withdraw(10, 11).verdict == Verdict::unknown);
  CHECK(scene.withdraw(12, 12).verdict == Verdict::unknown);
  CHECK(scene.write_on(10, 10, letter(20, {id_of(1)})).verdict == Verdict::done);
  CHECK(scene.write_on(10, 10, letter(20, {id_of(1)})).verdict == Verdict::again);
  CHECK(scene.write_on(10, 10, letter(20, {id_of(1)}, "other")).verdict == Verdict::conflict);
  CHECK(scene.inbox(1).size() == 2);
  CHECK(scene.inbox(2).size() == 1);
}

TEST_CASE("a later message goes to nobody who was not asked in the first place") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1)}));
  const Outcome outcome = scene.write_on(10, 10, letter(20, {id_of(1), id_of(2)}));
  CHECK(outcome.verdict == Verdict::invalid);
  CHECK(outcome.field == "jwe.recipients[1].inbox");
  CHECK(scene.inbox(1).size() == 1);
}

TEST_CASE("only an inbox that holds something of a thread answers in it") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1), id_of(2)}));
  CHECK(scene.answer(3, 10, letter(30, {})).verdict == Verdict::unknown);
  CHECK(scene.answer(1, 11, letter(30, {})).verdict == Verdict::unknown);
  CHECK(scene.answer(1, 10, letter(30, {})).verdict == Verdict::done);
  CHECK(scene.answer(1, 10, letter(30, {})).verdict == Verdict::again);
  CHECK(scene.answer(2, 10, letter(30, {})).verdict == Verdict::conflict);
  CHECK(scene.answer(1, 10, letter(10, {})).verdict == Verdict::conflict);
  CHECK(scene.answers(10) == Lines{"2:AQEB held"});
  CHECK(scene.answers(10, 2).empty());
}

TEST_CASE("an answer that is taken back stays away, and the citizen sees that it was there") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1), id_of(2)}));
  scene.answer(1, 10, letter(30, {}));
  CHECK(scene.take_back(2, 10, 30).verdict == Verdict::unknown);
  const Outcome outcome = scene.take_back(1, 10, 30);
  CHECK(outcome.verdict == Verdict::done);
  CHECK(outcome.erased);
  CHECK(scene.take_back(1, 10, 30).verdict == Verdict::again);
  CHECK(scene.answer(1, 10, letter(30, {})).verdict == Verdict::withdrawn);
  CHECK(scene.answers(10, 2) == Lines{"3:AQEB empty"});
  CHECK(scene.take_back(1, 10, 31).verdict == Verdict::done);  // still on its way
  CHECK(scene.answer(1, 10, letter(31, {""})).verdict == Verdict::withdrawn);
}

TEST_CASE("an answer replaces others in the step in which it is kept") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1), id_of(2)}));
  scene.answer(1, 10, letter(30, {}));
  scene.answer(2, 10, letter(40, {}));
  relay::Letter newer = letter(31, {});
  newer.instead = {id_of(30), id_of(32), id_of(40)};
  const Outcome outcome = scene.answer(1, 10, newer);
  CHECK(outcome.verdict == Verdict::done);
  CHECK(outcome.erased);
  CHECK(scene.answer(1, 10, letter(30, {})).verdict == Verdict::withdrawn);
  CHECK(scene.answer(1, 10, letter(32, {})).verdict == Verdict::withdrawn);  // was on its way
  CHECK(scene.answer(2, 10, letter(40, {})).verdict == Verdict::again);      // another's stays
  CHECK(scene.answer(1, 10, newer).verdict == Verdict::again);
  CHECK(scene.take_back(1, 10, 31).verdict == Verdict::done);
}

TEST_CASE("opened is what a device said, once, of what lies in its inbox") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1), id_of(2)}));
  CHECK(scene.say_opened(3, 10, 10).verdict == Verdict::unknown);
  CHECK(scene.say_opened(1, 10, 11).verdict == Verdict::unknown);
  const Outcome outcome = scene.say_opened(1, 10, 10);
  CHECK(outcome.verdict == Verdict::done);
  REQUIRE(outcome.notices.size() == 1);
  CHECK_FALSE(outcome.notices[0].of_inbox);
  CHECK(scene.say_opened(1, 10, 10).verdict == Verdict::again);
  CHECK(scene.inbox(1) == Lines{"1:CgoK held opened"});
  CHECK(scene.inbox(2) == Lines{"1:CgoK held"});
}

TEST_CASE("a withdrawn thread leaves a mark in each inbox and never comes back") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1), id_of(2)}));
  scene.open(thread(11, {id_of(1)}));
  scene.answer(1, 10, letter(30, {}));
  const Outcome outcome = scene.withdraw(10, 10);
  CHECK(outcome.verdict == Verdict::done);
  CHECK(outcome.erased);
  CHECK(outcome.notices.size() == 3);
  CHECK(scene.withdraw(10, 10).verdict == Verdict::again);
  CHECK(scene.open(thread(10, {id_of(1), id_of(2)})).verdict == Verdict::withdrawn);
  CHECK(scene.write_on(10, 10, letter(20, {id_of(1)})).verdict == Verdict::withdrawn);
  CHECK(scene.answer(2, 10, letter(31, {})).verdict == Verdict::withdrawn);
  CHECK(scene.say_opened(2, 10, 10).verdict == Verdict::withdrawn);
  CHECK(scene.inbox(1) == Lines{"2:CwsL held", "3:CgoK withdrawn empty"});
  CHECK(scene.inbox(1, 2) == Lines{"3:CgoK withdrawn empty"});
  CHECK(scene.answers(10).empty());
  CHECK(scene.counts(1).held == 1);
  CHECK(scene.counts(2).held == 0);
}

TEST_CASE("what has expired is unknown at once and gone with the next sweep") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1), id_of(2)}));
  scene.open(thread(11, {id_of(1)}, k_tomorrow_s + 3600));
  CHECK(scene.withdraw(10, 10, k_tomorrow_s).verdict == Verdict::unknown);
  const auto sweep = [&](std::int64_t now_s) {
    return ask(*scene.store, [&](Books& books) { return relay::expire(books, now_s); });
  };
  CHECK_FALSE(sweep(k_tomorrow_s - 1).erased);
  CHECK(sweep(k_tomorrow_s).erased);
  CHECK(scene.inbox(1) == Lines{"2:CwsL held"});
  CHECK(scene.inbox(2).empty());
  CHECK(scene.threads() == 1);
  CHECK(scene.counts(1).held == 1);
  // Numbers are never given twice: a reader that stood at 2 misses nothing.
  scene.open(thread(12, {id_of(2)}, k_tomorrow_s + 3600));
  CHECK(scene.inbox(2, 1) == Lines{"2:DAwM held"});
}

TEST_CASE("a sweep works in portions, so that nobody waits long behind it") {
  ON_EVERY_STORE;
  for (int number = 0; number < 300; ++number) {
    auto wanted = thread(10, {id_of(1)});
    Bytes name(16, 0);
    name[0] = static_cast<std::uint8_t>(number);
    name[1] = static_cast<std::uint8_t>(number >> 8);
    wanted.letter.id = wire::encode_base64url(name);
    REQUIRE(scene.open(wanted).verdict == Verdict::done);
  }
  const auto sweep = [&] {
    return ask(*scene.store, [&](Books& books) { return relay::expire(books, k_tomorrow_s); });
  };
  CHECK(sweep().more);
  CHECK_FALSE(sweep().more);
  CHECK(scene.threads() == 0);
}

TEST_CASE("a thread is bounded") {
  ON_EVERY_STORE;
  scene.open(thread(10, {id_of(1)}));
  for (std::uint8_t number = 0; number < 50; ++number) {
    REQUIRE(scene.answer(1, 10, letter(static_cast<std::uint8_t>(100 + number), {})).kept());
  }
  CHECK(scene.answer(1, 10, letter(200, {})).verdict == Verdict::invalid);
  for (std::uint8_t number = 0; number < 63; ++number) {
    REQUIRE(
        scene.write_on(10, 10, letter(static_cast<std::uint8_t>(11 + number), {id_of(1)})).kept());
  }
  CHECK(scene.write_on(10, 10, letter(250, {id_of(1)})).verdict == Verdict::invalid);
}

TEST_CASE("an invitation serves one service, which may send it again") {
  ON_EVERY_STORE;
  ask(*scene.store, [&](Books& books) {
    books.keep(relay::Invitation{"secret", id_of(4), k_tomorrow_s, ""});
    return Outcome{};
  });
  const auto join = [&](const std::string& secret, std::uint8_t inbox, const std::string& digest,
                        std::int64_t now_s = k_now_s) {
    const relay::NewInbox wanted{{id_of(inbox), point_of(1), point_of(2)},
                                 {id_of(inbox), capability_of(5), point_of(5)},
                                 secret,
                                 digest};
    return ask(*scene.store, [&](Books& books) { return relay::join(books, wanted, now_s); });
  };
  CHECK(join("other", 4, "a").verdict == Verdict::invalid);
  CHECK(join("secret", 5, "a").verdict == Verdict::invalid);
  CHECK(join("secret", 4, "a", k_tomorrow_s).verdict == Verdict::invalid);
  CHECK(join("secret", 4, "a").verdict == Verdict::done);
  CHECK(join("secret", 4, "a").verdict == Verdict::again);
  CHECK(join("secret", 4, "b").verdict == Verdict::conflict);
  CHECK(scene.open(thread(10, {id_of(4)})).verdict == Verdict::done);
}

TEST_CASE("a device needs the inbox's word, and never comes back once revoked") {
  ON_EVERY_STORE;
  const relay::Device device{id_of(1), capability_of(8), point_of(8)};
  const auto add = [&](bool vouched) {
    return ask(*scene.store, [&](Books& books) {
      return relay::add_device(books, device, [&](const wire::Point&) { return vouched; });
    });
  };
  const auto revoke = [&](bool vouched) {
    return ask(*scene.store, [&](Books& books) {
      return relay::revoke_device(books, device.inbox, device.name,
                                  [&](const wire::Point&) { return vouched; });
    });
  };
  CHECK(add(false).verdict == Verdict::invalid);
  CHECK(add(true).verdict == Verdict::done);
  CHECK(add(true).verdict == Verdict::again);
  CHECK(revoke(false).verdict == Verdict::invalid);
  CHECK(revoke(true).verdict == Verdict::done);
  CHECK(revoke(true).verdict == Verdict::again);
  CHECK(add(true).verdict == Verdict::withdrawn);
}
