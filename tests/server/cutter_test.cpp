#include <catch2/catch.hpp>

#include "sync/cutter.hpp"

using namespace stadtkern::sync;

namespace {

std::string id_of(int number) {
  std::string digits = std::to_string(number);
  return "shop-" + std::string(6 - digits.size(), '0') + digits;
}

using Chunks = std::vector<std::vector<std::string>>;

Chunks cut(const std::vector<std::string>& ids, std::size_t target, std::size_t row_bytes = 100) {
  Chunks chunks;
  Cutter cutter(target, [&](const std::vector<Row>& rows) {
    chunks.emplace_back();
    for (const Row& row : rows) chunks.back().push_back(row.id);
  });
  for (const std::string& id : ids) cutter.add({id, {}, row_bytes});
  cutter.finish();
  return chunks;
}

std::vector<std::string> many_ids(int count) {
  std::vector<std::string> ids;
  for (int at = 0; at < count; ++at) ids.push_back(id_of(at * 2));
  return ids;
}

std::size_t not_in(const Chunks& chunks, const Chunks& others) {
  return static_cast<std::size_t>(
      std::count_if(chunks.begin(), chunks.end(), [&](const auto& chunk) {
        return std::find(others.begin(), others.end(), chunk) == others.end();
      }));
}

}  // namespace

TEST_CASE("cutter: chunks hold every row once, in order, and none is a crumb") {
  const auto ids = many_ids(10'000);
  const auto chunks = cut(ids, 50'000);
  std::vector<std::string> joined;
  for (const auto& chunk : chunks) {
    CHECK(chunk.size() * 100 >= 30'000);
    CHECK(chunk.size() * 100 <= 70'200);
    joined.insert(joined.end(), chunk.begin(), chunk.end());
  }
  CHECK(joined == ids);
  CHECK(chunks.size() > 10);
}

TEST_CASE("cutter: a record added or removed changes the chunks around it only") {
  const auto ids = many_ids(10'000);
  const auto chunks = cut(ids, 50'000);
  for (const int at : {0, 17, 5'000, 9'999}) {
    auto more = ids;
    more.insert(more.begin() + at, id_of(at * 2 - (at > 0 ? 1 : 0)) + "x");
    CHECK(not_in(cut(more, 50'000), chunks) <= 3);
    auto fewer = ids;
    fewer.erase(fewer.begin() + at);
    CHECK(not_in(cut(fewer, 50'000), chunks) <= 3);
  }
}

TEST_CASE("cutter: few, no and huge rows") {
  CHECK(cut({}, 50'000).empty());
  CHECK(cut(many_ids(3), 50'000).size() == 1);
  CHECK(cut(many_ids(5), 100, 1'000).size() == 5);
}
