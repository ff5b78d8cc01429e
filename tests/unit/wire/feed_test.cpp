#include <catch2/catch.hpp>

#include "wire/feed.hpp"

using namespace stadtkern;
using wire::Encoding;

namespace {

const std::string k_hash(43, 'A');

std::string fault_of(const std::string& message) {
  const auto publish = wire::decode_publish(as_bytes(message));
  return publish.ok() ? "" : publish.error().field;
}

}  // namespace

TEST_CASE("what was encoded is decoded again, in CBOR and in JSON") {
  wire::Manifest manifest{"kernstadt", "9f86d081884c7d65", 12, 14, {}};
  manifest.collections.push_back(
      {"shops", 2, {"name"}, {{k_hash, 100, 2}}, {{k_hash, 50, 1}, {k_hash, 60, 1}}});
  wire::Changes changes{"9f86d081884c7d65", 12, 14, false, {}};
  changes.changes.push_back({"shops", "a", 13, false, true, {{"name", "Bäcker"}}});
  changes.changes.push_back({"shops", "b", 14, true, false, {}});
  for (const Encoding encoding : {Encoding::cbor, Encoding::json}) {
    const auto again = wire::decode_manifest(wire::encode_manifest(manifest, encoding), encoding);
    REQUIRE(again.ok());
    CHECK(again.value().collections.at(0).detail == manifest.collections[0].detail);
    CHECK(again.value().head == 14);
    const auto changed = wire::decode_changes(wire::encode_changes(changes, encoding), encoding);
    REQUIRE(changed.ok());
    CHECK(changed.value().changes.at(0).set == changes.changes[0].set);
    CHECK(changed.value().changes.at(1).deleted);
  }
}

TEST_CASE("a manifest whose chunks do not add up is refused") {
  wire::Manifest manifest{"kernstadt", "9f86d081884c7d65", 12, 14, {}};
  manifest.collections.push_back({"shops", 3, {"name"}, {{k_hash, 100, 2}}, {{k_hash, 50, 3}}});
  const auto again =
      wire::decode_manifest(wire::encode_manifest(manifest, Encoding::cbor), Encoding::cbor);
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().field == "collections[0].parts.list");
}

TEST_CASE("a publish message names the first field at fault") {
  const std::string head = R"({"collection":"shops","source":"osm",)";
  CHECK(fault_of(head + R"("records":[{"id":"a","name":"A"}]})").empty());
  CHECK(fault_of(head + R"("records":[{"id":"a"},{"id":"A b"}]})") == "records[1].id");
  CHECK(fault_of(head + R"("records":[{"id":"a","Name":"x"}]})") == "records[0].Name");
  CHECK(fault_of(head + R"("records":[{"id":"a","name":7}]})") == "records[0].name");
  CHECK(fault_of(head + R"("records":[{"id":"a","name":"a\u0007b"}]})") == "records[0].name");
  CHECK(fault_of(head + R"("list":["name","name"],"records":[]})") == "list");
  CHECK(fault_of(R"({"collection":"Shops","source":"osm","records":[]})") == "collection");
  CHECK(fault_of(head + R"("records":[{"id":"a","name":")" + std::string(16 * 1024 + 1, 'x') +
                 R"("}]})") == "records[0].name");
}

TEST_CASE("an empty value is the same as no field") {
  const auto publish = wire::decode_publish(
      as_bytes(R"({"collection":"shops","source":"osm","records":[{"id":"a","name":""}]})"));
  REQUIRE(publish.ok());
  CHECK(publish.value().records.at(0).fields.empty());
}
