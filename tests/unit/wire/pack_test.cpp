#include <catch2/catch.hpp>

#include "wire/pack.hpp"

using namespace stadtkern;
using wire::Pack;

namespace {

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Bytes example() {
  return wire::encode_pack(
      "shops", "list", {"name", "kind"},
      {{"baeckerei-klein", {"Bäckerei Klein", "bakery"}}, {"hof-x", {"Hof\nX", ""}}});
}

}  // namespace

TEST_CASE("a pack reads back what was written, line feeds and absent fields included") {
  const auto pack = Pack::decode(example());
  REQUIRE(pack.ok());
  const Pack& read = pack.value();
  CHECK(read.collection() == "shops");
  CHECK(read.records() == 2);
  REQUIRE(read.column("name") != Pack::k_no_column);
  CHECK(read.value(read.column("id"), 1) == "hof-x");
  CHECK(wire::restore_lines(read.value(read.column("name"), 1)) == "Hof\nX");
  CHECK(read.value(read.column("kind"), 1).empty());
  CHECK(read.column("phone") == Pack::k_no_column);
}

TEST_CASE("the bytes of a pack are those of the protocol page") {
  CHECK(as_text(wire::encode_pack("shops", "list", {"name"}, {{"a", {"Hof"}}})) ==
        "stadtkern-pack 1\nshops list 1 2\nid 2\nname 4\n\na\nHof\n");
}

TEST_CASE("a pack that was cut or changed anywhere is refused or reads within its bounds") {
  const Bytes whole = example();
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    INFO(cut);
    CHECK_FALSE(
        Pack::decode(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut))).ok());
  }
  Bytes longer = whole;
  longer.push_back('\n');
  CHECK_FALSE(Pack::decode(longer).ok());
}

TEST_CASE("a pack that lies about its sizes cannot make the reader reserve memory") {
  CHECK_FALSE(Pack::decode(bytes_of("stadtkern-pack 1\nshops list 16777216 128\n\n")).ok());
  CHECK_FALSE(Pack::decode(bytes_of("stadtkern-pack 1\nshops list 5 0\n\n")).ok());
  CHECK_FALSE(Pack::decode(bytes_of("stadtkern-pack 1\nshops list 1 1\nid 99999999\n\na\n")).ok());
  CHECK_FALSE(Pack::decode(bytes_of("stadtkern-pack 1\nshops list 1 1\nid -2\n\na\n")).ok());
  CHECK_FALSE(
      Pack::decode(bytes_of("stadtkern-pack 1\nshops list 1 2\nid 2\nid 2\n\na\na\n")).ok());
  CHECK_FALSE(Pack::decode(bytes_of("stadtkern-pack 2\nshops list 0 1\nid 0\n\n")).ok());
  CHECK_FALSE(Pack::decode(bytes_of("<!doctype html>\n<title>Anmeldung im WLAN</title>\n")).ok());
}

TEST_CASE("records without any detail have a detail pack without columns") {
  const auto pack =
      Pack::decode(wire::encode_pack("kinds", "detail", {}, {{"bakery", {}}, {"farm", {}}}));
  REQUIRE(pack.ok());
  CHECK(pack.value().records() == 2);
  CHECK(pack.value().columns().empty());
}
