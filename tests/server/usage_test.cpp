#include <catch2/catch.hpp>
#include <cmath>

#include "server/scratch_folder.hpp"
#include "usage/table.hpp"

using namespace stadtkern;
using namespace stadtkern::usage;

TEST_CASE("a week begins on Monday, in UTC") {
  CHECK(week_of(0) == "1969-12-29");
  CHECK(week_of(4 * 86'400 - 1) == "1969-12-29");
  CHECK(week_of(4 * 86'400) == "1970-01-05");
  CHECK(week_of(1'795'305'600) == "2026-11-16");  // Sunday, 2026-11-22
}

TEST_CASE("sums add up over restarts, and every week has its own") {
  const testing::ScratchFolder folder;
  const std::string file = folder.path("usage.sqlite");
  CHECK(read_sums(file).value().empty());
  std::int64_t now_s = 0;
  for (int round = 0; round < 3; ++round) {
    Sums sums(file, std::chrono::hours(1), [&now_s] { return now_s; });
    sums.add({0, true});
    sums.add({0, false});
    now_s = round == 1 ? 30 * 86'400 : now_s;
    sums.add({4, true});
  }
  const auto all = read_sums(file).value();
  REQUIRE(all.size() == 4);
  CHECK((all[0].week == "1969-12-29" && all[0].feature == "directory" && all[0].reports == 4 &&
         all[0].yes == 2));
  CHECK((all[1].feature == "saved" && all[1].reports == 1));
  CHECK((all[2].week == "1970-01-26" && all[2].reports == 2));
  CHECK((all[3].feature == "saved" && all[3].reports == 2 && all[3].yes == 2));
}

TEST_CASE("what cannot be written is kept and written later") {
  const testing::ScratchFolder folder;
  const std::string missing = folder.path("later");
  {
    Sums sums(missing + "/usage.sqlite", std::chrono::milliseconds(5), [] { return 0; });
    sums.add({0, true});
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    std::filesystem::create_directory(missing);
  }
  CHECK(read_sums(missing + "/usage.sqlite").value().size() == 1);
}

TEST_CASE("the table takes the dice out again, and says how sure it is") {
  CHECK(share_of({"", "", 1000, 250}).percent == Approx(0));
  CHECK(share_of({"", "", 1000, 500}).percent == Approx(50));
  CHECK(share_of({"", "", 1000, 750}).percent == Approx(100));
  CHECK(share_of({"", "", 10, 0}).percent == Approx(0));
  CHECK(share_of({"", "", 400, 200}).margin == Approx(9.8));
  CHECK(table_text({{"2026-11-16", "saved", 400, 200}}).find("50 % (+/- 10)") != std::string::npos);
  CHECK(table_json({{"2026-11-16", "saved", 400, 200}}) ==
        "{\"sums\":[{\"feature\":\"saved\",\"margin\":10,\"percent\":50,\"reports\":400,"
        "\"week\":\"2026-11-16\",\"yes\":200}]}\n");
}
