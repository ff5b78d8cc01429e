// The provider's desk with a test as its shell: power cuts, full disks, a relay that is away.
#include <catch2/catch.hpp>

#include "desk/desk.hpp"
#include "support/mailbox.hpp"

using namespace stadtkern;
using stadtkern::testing::DeskDevice;
using stadtkern::testing::Mailbox;

namespace {

bool shows(const DeskDevice& device, std::string_view words) {
  return device.page().find(words) != std::string::npos;
}

// Whether any value on the disk holds these bytes.
bool keeps(const testing::Disk& disk, std::string_view words) {
  for (const auto& [key, value] : disk.values) {
    if (as_text(value).find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a request is kept on the disk before the relay hears that it was opened") {
  Mailbox mailbox;
  testing::Disk disk;
  mailbox.ask("Hagenow");
  DeskDevice device(mailbox, disk);
  device.start();
  while (mailbox.opened.empty() && device.step()) {
    if (!mailbox.opened.empty()) REQUIRE(keeps(disk, "Hagenow"));
  }
  REQUIRE(mailbox.opened.size() == 1);
  device.settle();
  CHECK(shows(device, "Hagenow"));
}

TEST_CASE("a power cut after any step loses no request and doubles none") {
  for (std::size_t cut = 0; cut < 40; ++cut) {
    Mailbox mailbox;
    testing::Disk disk;
    mailbox.ask("Hagenow");
    DeskDevice first(mailbox, disk);
    first.start();
    first.settle(cut);
    DeskDevice second(mailbox, disk);
    second.open();
    INFO("cut after " << cut);
    REQUIRE(second.state.desk.threads.size() == 1);
    REQUIRE(shows(second, "Hagenow"));
  }
}

TEST_CASE("that a request was read is said until it is heard, over a lost line and a crash") {
  Mailbox mailbox;
  testing::Disk disk;
  mailbox.ask("Hagenow");
  {
    DeskDevice first(mailbox, disk);
    first.start();
    while (!keeps(disk, "Hagenow") && first.step()) {
    }
    mailbox.online = false;
    first.settle();
    CHECK(mailbox.opened.empty());
  }
  mailbox.online = true;
  DeskDevice second(mailbox, disk);
  second.open();
  CHECK(mailbox.opened.size() == 1);
}

TEST_CASE("what a full disk refused is kept together with what comes later") {
  Mailbox mailbox;
  testing::Disk disk;
  mailbox.ask("Hagenow");
  disk.full_for = "thread/";
  DeskDevice first(mailbox, disk);
  first.open();
  CHECK(shows(first, "speichert nichts"));
  disk.full_for.clear();
  mailbox.ask("Grevesm");
  first.happen(port::FeedHinted{1});
  first.settle();
  CHECK(keeps(disk, "Hagenow"));
  CHECK(mailbox.opened.size() == 2);
  CHECK_FALSE(shows(first, "speichert nichts"));
}

TEST_CASE("an answer that was given reaches the citizen once, wherever the power fails") {
  for (std::size_t cut = 0; cut < 12; ++cut) {
    Mailbox mailbox;
    testing::Disk disk;
    const std::string thread = mailbox.ask("Hagenow");
    DeskDevice first(mailbox, disk);
    first.open();
    first.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "yes"}});
    first.settle(cut);
    const bool kept = keeps(disk, "verdict");
    DeskDevice second(mailbox, disk);
    second.open();
    INFO("cut after " << cut);
    REQUIRE(mailbox.standing(thread) == (kept || !mailbox.answers.empty() ? 1U : 0U));
  }
}

TEST_CASE("an answer given without a line waits, says so, and leaves by itself") {
  Mailbox mailbox;
  testing::Disk disk;
  const std::string thread = mailbox.ask("Hagenow");
  DeskDevice device(mailbox, disk);
  device.open("/anbieter/anfrage/?nr=" + thread);
  mailbox.online = false;
  device.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "no too-far"}});
  device.settle();
  CHECK(mailbox.answers.empty());
  CHECK(shows(device, "Wartet auf eine Verbindung"));
  mailbox.online = true;
  device.happen(port::ConnectivityChanged{true});
  device.settle();
  CHECK(mailbox.standing(thread) == 1);
  CHECK(shows(device, "Gesendet."));
  CHECK(shows(device, "zu weit weg"));
}

TEST_CASE("what the relay takes at no time is said to be refused, and not sent again") {
  Mailbox mailbox;
  testing::Disk disk;
  const std::string thread = mailbox.ask("Hagenow");
  mailbox.full = true;
  {
    DeskDevice device(mailbox, disk);
    device.open("/anbieter/anfrage/?nr=" + thread);
    device.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "no too-far"}});
    device.submit({{"deed", "say"}, {"thread", thread}, {"text", "Guten Tag"}});
    device.settle();
    CHECK(shows(device, "Nicht angenommen."));
    CHECK(mailbox.answers_sent == 2);
  }
  DeskDevice later(mailbox, disk);
  later.open("/anbieter/anfrage/?nr=" + thread);
  CHECK(shows(later, "Nicht angenommen."));
  CHECK(mailbox.answers_sent == 2);
  mailbox.full = false;
  later.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "yes"}});
  later.settle();
  CHECK(mailbox.standing(thread) == 1);
  CHECK(shows(later, "Gesendet."));
}

TEST_CASE("a changed answer replaces the one before, and one taken back leaves nothing") {
  Mailbox mailbox;
  testing::Disk disk;
  const std::string thread = mailbox.ask("Hagenow");
  DeskDevice device(mailbox, disk);
  device.open();
  device.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "yes"}});
  device.settle();
  device.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "waiting-list"}});
  device.settle();
  CHECK(mailbox.standing(thread) == 1);
  CHECK(mailbox.last_said(thread).find("waiting-list") != std::string::npos);
  device.happen(port::Pressed{"take_back", thread});
  device.settle();
  CHECK(mailbox.standing(thread) == 0);
}

TEST_CASE(
    "an answer that was replaced while the disk was full is not shown later as one that stands") {
  // The disk remembers the first answer as one that waits, or as one that was sent.
  const bool online = GENERATE(false, true);
  Mailbox mailbox;
  testing::Disk disk;
  const std::string thread = mailbox.ask("Hagenow");
  const std::string page = "/anbieter/anfrage/?nr=" + thread;
  {
    DeskDevice first(mailbox, disk);
    first.open();
    mailbox.online = online;
    first.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "yes"}});
    first.settle();
    disk.full_for = "thread/";
    first.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "waiting-list"}});
    first.settle();
    mailbox.online = true;
    first.happen(port::ConnectivityChanged{true});
    first.settle();
    REQUIRE(mailbox.standing(thread) == 1);
    REQUIRE(mailbox.last_said(thread).find("waiting-list") != std::string::npos);
  }
  disk.full_for.clear();
  DeskDevice later(mailbox, disk);
  later.open(page);
  CHECK(shows(later, "antworten Sie noch einmal"));
  CHECK_FALSE(shows(later, "Gesendet."));
  CHECK_FALSE(shows(later, "Wartet auf"));

  // Nor is it asked for again, by this page or a later one.
  const std::size_t sent = mailbox.answers_sent;
  later.happen(port::ClockTicked{});
  later.settle();
  DeskDevice much_later(mailbox, disk);
  much_later.open(page);
  CHECK(mailbox.answers_sent == sent);
  CHECK(shows(much_later, "antworten Sie noch einmal"));

  // The new answer counts; taking it back would leave one that nobody here knows.
  much_later.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "no too-far"}});
  much_later.settle();
  CHECK(mailbox.answers_sent == sent + 1);
  CHECK(shows(much_later, "Gesendet."));
  CHECK_FALSE(shows(much_later, "antworten Sie noch einmal"));
  CHECK_FALSE(shows(much_later, "Antwort zurücknehmen"));
  much_later.happen(port::Pressed{"take_back", thread});
  much_later.settle();
  CHECK(shows(much_later, "Gesendet."));
}

TEST_CASE("a desk that is opened asks once whether its answers still stand, and writes nothing") {
  Mailbox mailbox;
  testing::Disk disk;
  const std::string thread = mailbox.ask("Hagenow");
  DeskDevice first(mailbox, disk);
  first.open("/anbieter/anfrage/?nr=" + thread);
  first.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "yes"}});
  first.settle();
  const auto kept = disk.values;
  REQUIRE(mailbox.answers_sent == 1);

  disk.full_for = "thread/";  // whatever is written there is seen
  DeskDevice second(mailbox, disk);
  second.open("/anbieter/anfrage/?nr=" + thread);
  second.happen(port::ClockTicked{});
  second.settle();
  CHECK(mailbox.answers_sent == 2);
  CHECK(mailbox.standing(thread) == 1);
  CHECK(disk.values == kept);
  CHECK_FALSE(shows(second, "speichert nichts"));
  CHECK(shows(second, "Gesendet."));
}

TEST_CASE("a word that waits behind an answer leaves when that answer was heard to stand") {
  Mailbox mailbox;
  testing::Disk disk;
  const std::string thread = mailbox.ask("Hagenow");
  {
    DeskDevice first(mailbox, disk);
    first.open();
    first.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "yes"}});
    first.settle();
    mailbox.online = false;
    first.submit({{"deed", "say"}, {"thread", thread}, {"text", "Guten Tag"}});
    first.settle();
  }
  mailbox.online = true;
  DeskDevice second(mailbox, disk);
  second.open();
  CHECK(mailbox.answers.size() == 2);
}

TEST_CASE("partly without a part, and a day that is none, are not sent") {
  Mailbox mailbox;
  testing::Disk disk;
  const std::string thread = mailbox.ask("Hagenow");
  DeskDevice device(mailbox, disk);
  device.open("/anbieter/anfrage/?nr=" + thread);
  device.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", "partly"}});
  device.submit(
      {{"deed", "answer"}, {"thread", thread}, {"verdict", "from"}, {"from_day", "2026-02-30"}});
  device.submit({{"deed", "answer"}, {"thread", thread}, {"verdict", ""}});
  device.settle();
  CHECK(mailbox.answers.empty());
  CHECK(shows(device, "was fehlt"));
}

TEST_CASE("what was withdrawn or has expired is gone from the disk, and a line remains") {
  Mailbox mailbox;
  testing::Disk disk;
  const std::string withdrawn = mailbox.ask("Hagenow");
  mailbox.ask("Grevesm");
  DeskDevice device(mailbox, disk);
  device.open();
  REQUIRE(keeps(disk, "Hagenow"));
  mailbox.withdraw(withdrawn);
  device.happen(port::FeedHinted{1});
  device.settle();
  CHECK_FALSE(keeps(disk, "Hagenow"));
  CHECK(shows(device, "zurückgezogen"));
  device.now_ms = mailbox.expires_s * 1000;
  device.happen(port::ClockTicked{});
  device.settle();
  CHECK_FALSE(keeps(disk, "Grevesm"));
  CHECK(shows(device, "abgelaufen"));
}

TEST_CASE(
    "content that disagrees with its envelope, or was sealed for others, is neither shown nor "
    "called opened") {
  Mailbox mailbox;
  testing::Disk disk;
  mailbox.ask("Fremdort", [](care::FromCitizen& inside) { inside.recipients = {mailbox_id(9)}; });
  mailbox.ask("Fremdort", [](care::FromCitizen& inside) { inside.expires += 3600; });
  mailbox.ask("Fremdort", [](care::FromCitizen& inside) {
    inside.thread = mailbox_id(8);
    inside.id = inside.thread;
  });
  DeskDevice device(mailbox, disk);
  device.open();
  CHECK(device.state.desk.threads.empty());
  CHECK(mailbox.opened.empty());
  CHECK_FALSE(shows(device, "Fremdort"));
}

TEST_CASE("a full disk shows the request with a warning, and never calls it opened") {
  Mailbox mailbox;
  testing::Disk disk;
  disk.full_for = "thread/";
  mailbox.ask("Hagenow");
  DeskDevice device(mailbox, disk);
  device.open();
  CHECK(shows(device, "Hagenow"));
  CHECK(shows(device, "speichert nichts"));
  CHECK(mailbox.opened.empty());
}

TEST_CASE("a revoked device shows nothing and offers to forget everything") {
  Mailbox mailbox;
  testing::Disk disk;
  mailbox.ask("Hagenow");
  DeskDevice device(mailbox, disk);
  device.open();
  mailbox.revoked = true;
  device.happen(port::FeedHinted{2});
  device.settle();
  CHECK(shows(device, "nicht mehr angemeldet"));
  CHECK_FALSE(shows(device, "Hagenow"));
  device.happen(port::Pressed{"leave", ""});
  device.settle();
  CHECK_FALSE(keeps(disk, "Hagenow"));
}

TEST_CASE("a lost mailbox line is asked again, and letters that are none change nothing") {
  Mailbox mailbox;
  testing::Disk disk;
  mailbox.ask("Hagenow");
  mailbox.online = false;
  DeskDevice device(mailbox, disk);
  device.open();
  REQUIRE(device.wake_at.has_value());
  mailbox.online = true;
  mailbox.garbled = true;
  device.tick_at_wake();
  CHECK(device.state.desk.threads.empty());
  mailbox.garbled = false;
  device.happen(port::FeedHinted{1});
  device.settle();
  CHECK(shows(device, "Hagenow"));
}

TEST_CASE("joining needs a passphrase of twelve letters, twice the same") {
  Mailbox mailbox;
  mailbox.joined = false;
  testing::Disk disk;
  DeskDevice device(mailbox, disk);
  device.open("/anbieter/beitreten/");
  const std::string invitation = mailbox_id(1) + "." + mailbox_id(2);
  device.submit(
      {{"deed", "join"}, {"invitation", invitation}, {"passphrase", "kurz"}, {"again", "kurz"}});
  device.submit({{"deed", "join"},
                 {"invitation", invitation},
                 {"passphrase", "lang genug dafür"},
                 {"again", "lang genug davor"}});
  device.settle();
  CHECK(mailbox.invitation.empty());
  CHECK(shows(device, "mindestens 12 Zeichen"));
  device.submit({{"deed", "join"},
                 {"invitation", "https://stadt.example/anbieter/beitreten/#" + invitation},
                 {"passphrase", "lang genug dafür"},
                 {"again", "lang genug dafür"}});
  device.settle();
  CHECK(mailbox.invitation == invitation);
  CHECK(shows(device, "12345 67890"));
}
