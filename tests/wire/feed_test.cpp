// The C++ half of the feed's vectors; feed.test.ts reads the same file.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "wire/feed.hpp"
#include "wire/pack.hpp"
#include "wire/vectors.hpp"

using namespace stadtkern;
using nlohmann::json;

namespace {

json feed_vectors(const char* part) {
  return testing::vectors("feed.json").at(part);
}

Bytes bytes_of_text(const std::string& text) {
  return Bytes(text.begin(), text.end());
}

// What was read from either encoding is written as the vector says, in both.
template <class Decode, class Encode>
void check_both_ways(const json& vector, Decode decode, Encode encode) {
  INFO(vector.at("promise"));
  const Bytes cbor = testing::bytes_of_hex(vector.at("cbor"));
  const Bytes text = bytes_of_text(vector.at("message").dump());
  for (const auto& [bytes, encoding] :
       {std::pair{cbor, wire::Encoding::cbor}, std::pair{text, wire::Encoding::json}}) {
    const auto message = decode(bytes, encoding);
    REQUIRE(message.ok());
    CHECK(encode(message.value(), wire::Encoding::cbor) == cbor);
    CHECK(json::parse(encode(message.value(), wire::Encoding::json)) == vector.at("message"));
  }
}

wire::PackRow row_of(const std::vector<std::string>& cells) {
  wire::PackRow row;
  row.id = cells.front();
  row.values.assign(cells.begin() + 1, cells.end());
  return row;
}

}  // namespace

TEST_CASE("a manifest is the same in either encoding, read or written") {
  for (const json& vector : feed_vectors("manifests"))
    check_both_ways(vector, wire::decode_manifest, wire::encode_manifest);
}

TEST_CASE("changes are the same in either encoding, read or written") {
  for (const json& vector : feed_vectors("changes"))
    check_both_ways(vector, wire::decode_changes, wire::encode_changes);
}

TEST_CASE("a message of the feed that is not right is refused whole, in either encoding") {
  for (const json& vector : feed_vectors("refused")) {
    INFO(vector.at("promise"));
    const Bytes cbor = testing::bytes_of_hex(vector.at("cbor"));
    const Bytes text = bytes_of_text(vector.at("message").dump());
    const bool is_manifest = vector.at("kind") == "manifest";
    const auto is_read = [&](const Bytes& bytes, wire::Encoding encoding) {
      return is_manifest ? wire::decode_manifest(bytes, encoding).ok()
                         : wire::decode_changes(bytes, encoding).ok();
    };
    CHECK_FALSE(is_read(cbor, wire::Encoding::cbor));
    CHECK_FALSE(is_read(text, wire::Encoding::json));
  }
}

TEST_CASE("a pack is written as the vector says, and read back") {
  for (const json& vector : feed_vectors("packs")) {
    INFO(vector.at("promise"));
    const auto cells = vector.at("rows").get<std::vector<std::vector<std::string>>>();
    const auto columns = vector.at("columns").get<std::vector<std::string>>();
    std::vector<wire::PackRow> rows;
    for (const auto& row : cells) rows.push_back(row_of(row));
    const auto part = vector.at("part").get<std::string>();
    const Bytes bytes =
        wire::encode_pack(vector.at("collection").get<std::string>(), part, columns, rows);
    CHECK(std::string(bytes.begin(), bytes.end()) == vector.at("text").get<std::string>());
    const auto pack = wire::Pack::decode(bytes);
    REQUIRE(pack.ok());
    REQUIRE(pack.value().records() == cells.size());
    for (std::size_t row = 0; row < cells.size(); ++row) {
      for (std::size_t at = 0; at < columns.size(); ++at) {
        const std::size_t column = pack.value().column(columns[at]);
        CHECK(wire::restore_lines(pack.value().value(column, row)) == cells[row][at + 1]);
      }
    }
  }
}

TEST_CASE("a pack that is not right is refused") {
  for (const json& vector : feed_vectors("refused_packs")) {
    INFO(vector.at("promise"));
    CHECK_FALSE(wire::Pack::decode(bytes_of_text(vector.at("text").get<std::string>())).ok());
  }
}
