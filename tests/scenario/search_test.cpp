#include <catch2/catch.hpp>

#include "features/directory/results.hpp"
#include "support/sync_visit.hpp"

using namespace stadtkern;
using testing::Disk;
using testing::TownFeed;

namespace {

struct Visit : testing::SyncVisit {
  directory::Shelves shelves;

  Visit(TownFeed& feed, Disk& disk) : SyncVisit(feed, disk) {
    device.start();
    device.settle();
  }
  // The names of the shops that answer, the best first.
  std::vector<std::string> search(const std::string& query, int revision) {
    directory::ListPage page;
    page.query = query;
    directory::arrange(shelves, state.content, {revision}, views::Language::de, &page);
    std::vector<std::string> names;
    for (const model::Row row : directory::find(state.content, shelves, page).rows)
      names.emplace_back(state.content.collection("shops").value(row, "name"));
    return names;
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a shop is found by what it sells once the town has said so") {
  TownFeed feed;
  feed.put("shops", "korn", {{"name", "Korn und Söhne"}, {"kind", "bakery"}});
  feed.put("shops", "wolle", {{"name", "Wolle Wulff"}, {"kind", "wool"}});
  feed.put("kinds", "bakery", {{"de", "Bäckerei"}});
  feed.pack();
  Disk disk;
  Visit visit(feed, disk);
  CHECK(visit.search("schrippe", 1).empty());
  feed.put("kinds", "bakery", {{"de", "Bäckerei"}});
  feed.put("synonyms", "g0001", {{"words", "Bäckerei /bakery: Schrippe"}});
  feed.put("synonyms", "g0002", {{"words", "Wolle Garn"}});
  visit.device.happen(port::FeedHinted{feed.sequence()});
  visit.device.settle();
  CHECK(visit.search("schrippe", 2) == Names{"Korn und Söhne"});
  CHECK(visit.search("garn", 2) == Names{"Wolle Wulff"});
}
