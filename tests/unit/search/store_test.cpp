#include <catch2/catch.hpp>
#include <random>

#include "records.hpp"

using namespace stadtkern::search;
using namespace stadtkern::search::testing;
using stadtkern::Bytes;
using stadtkern::Code;

namespace {

Index some_town() {
  return index_of({named("Bäckerei Klein", "Bäckerei", "Brot, Brötchen", "Backstube seit 1890"),
                   named("Schuhhaus Groß", "Schuhgeschäft"), named("E-Bike Eck", "Fahrräder")});
}

Bytes stored(const Index& index) {
  return Bytes(index.store().begin(), index.store().end());
}

}  // namespace

TEST_CASE("stored index: loading and storing again is identity, answers are the same") {
  const Index index = some_town();
  auto loaded = Index::load(stored(index));
  REQUIRE(loaded.ok());
  CHECK(stored(loaded.value()) == stored(index));
  CHECK(loaded.value().rows() == 3);
  for (const char* query : {"schuhe", "bäker", "ebike", "brot", ""}) {
    CHECK(rows_for(loaded.value(), query) == rows_for(index, query));
  }
}

TEST_CASE("stored index: the same documents give the same bytes") {
  CHECK(stored(some_town()) == stored(some_town()));
}

TEST_CASE("stored index: an empty town can be stored") {
  CHECK(Index::load(stored(index_of({}))).ok());
}

TEST_CASE("stored index: any changed byte is noticed, another format is called so") {
  const Bytes bytes = stored(some_town());
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 500) {
    Bytes damaged = bytes;
    damaged[i] ^= 0x10;
    INFO(i);
    CHECK_FALSE(Index::load(std::move(damaged)).ok());
  }
  Bytes newer = bytes;
  newer[4] = 99;
  CHECK(Index::load(std::move(newer)).error().code == Code::unsupported);
}

TEST_CASE("stored index: a cut one is refused at every length") {
  const Bytes bytes = stored(index_of({named("Hof")}));
  for (std::size_t size = 0; size < 200; ++size) {
    CHECK_FALSE(Index::load(Bytes(bytes.begin(), bytes.begin() + static_cast<long>(size))).ok());
  }
  CHECK_FALSE(Index::load(Bytes(bytes.begin(), bytes.end() - 1)).ok());
}
