// Two pages of one desk on one device: one holds the lock and writes, the other is as good to work
// in (ARCHITECTURE.md, decision 37).
#include <catch2/catch.hpp>

#include "desk/desk.hpp"
#include "support/mailbox.hpp"

using namespace stadtkern;
using stadtkern::testing::DeskDevice;
using stadtkern::testing::Mailbox;

namespace {

struct TwoPages {
  Mailbox mailbox;
  testing::Disk disk;
  DeskDevice first{mailbox, disk};
  DeskDevice second{mailbox, disk};
  std::string thread = mailbox.ask("Hagenow");

  explicit TwoPages(const std::string& url = "/anbieter/") {
    first.others = {&second};
    second.others = {&first};
    first.start(url);
    settle();
    second.start(url + "anfrage/?nr=" + thread, false);
    settle();
  }
  void settle() {
    while (first.step() || second.step()) {
    }
  }
  // The first is gone, with whatever it had under way; the lock goes on.
  void close_first() {
    second.others.clear();
    second.happen(port::BecameWriter{});
    second.settle();
  }
};

bool shows(const DeskDevice& page, std::string_view words) {
  return page.page().find(words) != std::string::npos;
}
std::size_t orders(const testing::Disk& disk) {
  std::size_t count = 0;
  for (const auto& [key, value] : disk.values) count += key.find("/order/") != std::string::npos;
  return count;
}

}  // namespace

TEST_CASE("the second page shows what the first has read, and asks the relay for nothing") {
  TwoPages desk;
  CHECK(shows(desk.second, "Hagenow"));
  const std::size_t read = desk.mailbox.reads;
  desk.second.happen(port::ClockTicked{});
  desk.second.settle();
  CHECK(desk.mailbox.reads == read);
  desk.mailbox.ask("Grevesm");
  desk.second.happen(port::FeedHinted{1});  // a push reached this page: the first looks
  desk.settle();
  CHECK(desk.mailbox.reads > read);
  CHECK(desk.second.state.desk.threads.size() == 2);
}

TEST_CASE("what is said in the second page leaves once, by the first, and both show it") {
  TwoPages desk;
  desk.second.submit({{"deed", "answer"}, {"thread", desk.thread}, {"verdict", "yes"}});
  desk.settle();
  CHECK(desk.mailbox.answers.size() == 1);
  CHECK(desk.mailbox.answers_sent == 1);
  CHECK(shows(desk.second, "Gesendet."));
  desk.first.happen(port::NavigatedTo{"/anbieter/anfrage/?nr=" + desk.thread});
  desk.settle();
  CHECK(shows(desk.first, "Gesendet."));
  desk.second.happen(port::Pressed{"take_back", desk.thread});
  desk.settle();
  CHECK(desk.mailbox.standing(desk.thread) == 0);
  CHECK(orders(desk.disk) == 0);
}

TEST_CASE("an answer of the second page leaves once, whichever page closes, and when") {
  for (std::size_t cut = 0; cut < 40; ++cut) {
    TwoPages desk;
    desk.second.submit({{"deed", "answer"}, {"thread", desk.thread}, {"verdict", "yes"}});
    bool moved = true;
    for (std::size_t steps = 0; moved && steps < cut; ++steps)
      moved = desk.second.step() || desk.first.step();
    desk.close_first();
    INFO("cut after " << cut);
    REQUIRE(desk.mailbox.standing(desk.thread) == 1);
    REQUIRE(orders(desk.disk) == 0);
    REQUIRE(shows(desk.second, "Gesendet."));
  }
}

TEST_CASE("a second page that closes leaves behind what it has kept") {
  for (std::size_t cut = 0; cut < 12; ++cut) {
    TwoPages desk;
    desk.second.submit({{"deed", "say"}, {"thread", desk.thread}, {"text", "Gern um drei."}});
    desk.second.settle(cut);
    const bool kept = orders(desk.disk) > 0;
    desk.first.others.clear();
    desk.first.settle();
    if (desk.first.wake_at) desk.first.tick_at_wake();
    INFO("cut after " << cut);
    REQUIRE(desk.mailbox.answers.size() == (kept ? 1U : 0U));
  }
}

TEST_CASE("both pages say something at once, and nothing of it is lost") {
  TwoPages desk;
  desk.first.submit({{"deed", "say"}, {"thread", desk.thread}, {"text", "Eins."}});
  desk.second.submit({{"deed", "say"}, {"thread", desk.thread}, {"text", "Zwei."}});
  desk.settle();
  CHECK(desk.mailbox.answers.size() == 2);
  CHECK(desk.mailbox.answers_sent == 2);
}

TEST_CASE("on a full disk the second page says so, and what was said is kept once there is room") {
  TwoPages desk;
  desk.disk.full_for = "order/";
  desk.second.submit({{"deed", "answer"}, {"thread", desk.thread}, {"verdict", "yes"}});
  desk.settle();
  CHECK(shows(desk.second, "speichert nichts"));
  CHECK(desk.mailbox.answers.empty());
  desk.disk.full_for.clear();
  desk.second.tick_at_wake();
  desk.settle();
  CHECK(desk.mailbox.standing(desk.thread) == 1);
  CHECK_FALSE(shows(desk.second, "speichert nichts"));
}

TEST_CASE("a device that is left in one page is left in all, and nothing of it remains") {
  TwoPages desk;
  desk.second.happen(port::Pressed{"leave", ""});
  desk.settle();
  CHECK_FALSE(shows(desk.first, "Hagenow"));
  CHECK(shows(desk.first, "join-invitation"));
  for (const auto& [key, value] : desk.disk.values) CHECK(key == "");
}

TEST_CASE("a device that was revoked shows nothing in any of its pages") {
  TwoPages desk;
  desk.mailbox.revoked = true;
  desk.first.happen(port::FeedHinted{2});
  desk.settle();
  CHECK_FALSE(shows(desk.second, "Hagenow"));
  CHECK(shows(desk.second, "nicht mehr angemeldet"));
  DeskDevice third(desk.mailbox, desk.disk);
  third.others = {&desk.first, &desk.second};
  desk.first.others.push_back(&third);
  third.start("/anbieter/", false);
  while (third.step() || desk.first.step() || desk.second.step()) {
  }
  CHECK_FALSE(shows(third, "Hagenow"));
}

TEST_CASE("a page that waited for the lock does not write over what was kept meanwhile") {
  TwoPages desk;
  desk.first.others.clear();  // its word does not reach the second
  desk.first.submit({{"deed", "say"}, {"thread", desk.thread}, {"text", "Eins."}});
  desk.first.settle();
  desk.close_first();
  desk.second.submit({{"deed", "say"}, {"thread", desk.thread}, {"text", "Zwei."}});
  desk.second.settle();
  REQUIRE(desk.second.state.desk.threads.front().said.size() == 2);
  CHECK(desk.mailbox.answers.size() == 2);
}
