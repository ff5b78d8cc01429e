#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "publishing.hpp"
#include "scratch_folder.hpp"
#include "store/sqlite/copy.hpp"
#include "store/sqlite/journal.hpp"

using namespace stadtkern;
using namespace stadtkern::testing;

namespace {

struct Town {
  ScratchFolder folder;
  std::string file = folder.path("town.sqlite");
  std::unique_ptr<store::Journal> journal;
  Town() {
    auto opened = store::open_sqlite_journal(file);
    REQUIRE(opened.ok());
    journal = std::move(opened).value();
  }
};

bool comes_true(const std::function<bool()>& condition) {
  for (int tries = 0; tries < 100; ++tries) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  return false;
}

}  // namespace

TEST_CASE("restore: brings back what was backed up, under a new epoch, while the journal is open") {
  const Town town;
  receipt(*town.journal, shops({{"a", {{"name", "old"}}}}));
  const std::string copy = town.folder.path("copy");
  REQUIRE(store::back_up(town.file, copy).ok());
  receipt(*town.journal, shops({{"a", {{"name", "new"}}}, {"b", {}}}));
  const auto before = town.journal->position();
  REQUIRE(store::restore(copy, town.file).ok());
  CHECK(comes_true([&] { return town.journal->position().epoch != before.epoch; }));
  CHECK(town.journal->position().head == 1);
  CHECK(changes_since(*town.journal, 0).changes.at(0).set.at("name") == "old");
  CHECK(receipt(*town.journal, shops({{"c", {}}})).head == 2);
}

TEST_CASE("restore: a publish right after it is numbered by the restored journal") {
  const Town town;
  receipt(*town.journal, shops({{"a", {}}}));
  const std::string copy = town.folder.path("copy");
  REQUIRE(store::back_up(town.file, copy).ok());
  receipt(*town.journal, shops({{"b", {}}, {"c", {}}}));
  REQUIRE(store::restore(copy, town.file).ok());
  CHECK(receipt(*town.journal, shops({{"d", {}}})).head == 2);
}

TEST_CASE("restore: damaged and foreign files are refused and change nothing") {
  const Town town;
  receipt(*town.journal, shops({{"a", {}}}));
  const auto before = town.journal->position();
  CHECK_FALSE(store::restore(town.folder.write("foreign", "not a database"), town.file).ok());
  CHECK_FALSE(store::restore(town.folder.path("absent"), town.file).ok());
  CHECK_FALSE(store::restore(town.folder.write("empty", ""), town.file).ok());
  std::this_thread::sleep_for(std::chrono::milliseconds(2 * store::k_watch_ms));
  CHECK(town.journal->position() == before);
}

TEST_CASE("backup: an unwritable place is refused with a reason") {
  const Town town;
  const auto refused = store::back_up(town.file, town.folder.path("no/such/folder"));
  REQUIRE_FALSE(refused.ok());
  CHECK_FALSE(refused.error().expected.empty());
}
