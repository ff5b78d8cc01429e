#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/shared_data.hpp"
#include "wire/document.hpp"
#include "wire/frame.hpp"

using namespace stadtkern;
using wire::Document;
using wire::Encoding;

namespace {

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool taken(const std::string& text, Encoding encoding) {
  return Document::decode(as_bytes(text), encoding).ok();
}

}  // namespace

TEST_CASE(
    "JSON: what the parsing suite says must be refused is refused, and what must be taken is "
    "taken") {
  const auto folder = testing::shared_data("json_parsing");
  if (!folder) return;
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json") continue;
    ++seen;
    INFO(name);
    // Doubled keys are legal JSON (RFC 8259, section 4: "should be unique"), but two readers would
    // see two messages.
    if (name == "y_object_duplicated_key.json" ||
        name == "y_object_duplicated_key_and_value.json") {
      CHECK_FALSE(taken(contents(entry.path()), Encoding::json));
    } else if (name.rfind("y_", 0) == 0) {
      CHECK(taken(contents(entry.path()), Encoding::json));
    } else if (name.rfind("n_", 0) == 0) {
      CHECK_FALSE(taken(contents(entry.path()), Encoding::json));
    } else {
      (void)taken(contents(entry.path()), Encoding::json);  // either, but never a crash
    }
  }
  CHECK(seen > 100);
}

TEST_CASE("CBOR: the vectors of RFC 8949, appendix A, are taken or refused without a crash") {
  const auto path = testing::shared_data("crypto/cbor/appendix_a.json");
  if (!path) return;
  const auto vectors = nlohmann::json::parse(contents(*path));
  REQUIRE(vectors.size() > 50);
  int texts_and_maps = 0;
  for (const auto& vector : vectors) {
    const std::string hex = vector.at("hex");
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2)
      bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
    INFO(hex);
    const bool plain = vector.contains("decoded") &&
                       (vector["decoded"].is_object() || vector["decoded"].is_string());
    const bool ok = taken(bytes, Encoding::cbor);
    const bool tagged = !hex.empty() && (hex[0] == 'c' || hex[0] == 'd');
    const bool map_of_numbers = hex == "a201020304";  // keys of our maps are texts
    if (plain && !tagged && !map_of_numbers) {
      CHECK(ok);
      ++texts_and_maps;
    }
  }
  CHECK(texts_and_maps > 10);
}

TEST_CASE("a message nested deeper than its bound is refused, however long it is") {
  CHECK(taken(std::string(15, '[') + std::string(15, ']'), Encoding::json));
  CHECK_FALSE(taken(std::string(17, '[') + std::string(17, ']'), Encoding::json));
  CHECK_FALSE(taken(std::string(1'000'000, '['), Encoding::json));
  CHECK_FALSE(taken(std::string(1'000'000, '\x81'), Encoding::cbor));
  CHECK_FALSE(taken("\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
                    Encoding::cbor));  // an array said to hold 2^63 - 1 entries
}

TEST_CASE("doubled keys, invalid UTF-8 and trailing bytes are refused") {
  CHECK_FALSE(taken(R"({"a":1,"a":2})", Encoding::json));
  CHECK_FALSE(taken("{\"a\":\"\xFF\"}", Encoding::json));
  CHECK_FALSE(taken("{} {}", Encoding::json));
  CHECK_FALSE(taken("\xa1\x61\x61\x61\xff", Encoding::cbor));
  CHECK_FALSE(taken(std::string("\xa0\x00", 2), Encoding::cbor));
  CHECK_FALSE(taken("", Encoding::json));
}

TEST_CASE(
    "a fault names the field by its whole path and what was expected, and only the first one") {
  const std::string text = R"({"records":[{"id":"a"},{"id":7,"n":-1}]})";
  const auto document = Document::decode(as_bytes(text), Encoding::json);
  REQUIRE(document.ok());
  Error fault{Code::invalid, "", ""};
  const auto root = document.value().root(&fault);
  int read = 0;
  root.each("records", 10, [&](const wire::Reader& map) {
    ++read;
    (void)map.text("id", 10);
    (void)map.number("n", 0, 9);
  });
  CHECK(read == 1);
  CHECK(fault.field == "records[0].n");
  CHECK(fault.expected == "a whole number");
}

TEST_CASE("numbers outside their range, huge ones included, are faults and not wrapped") {
  for (const char* number :
       {"-1", "10", "9223372036854775808", "18446744073709551615", "1.5", "1e2", "\"3\"", "null"}) {
    const std::string text = std::string("{\"n\":") + number + "}";
    const auto document = Document::decode(as_bytes(text), Encoding::json);
    REQUIRE(document.ok());
    Error fault{Code::invalid, "", ""};
    (void)document.value().root(&fault).number("n", 0, 9);
    INFO(number);
    CHECK(fault.field == "n");
  }
}

TEST_CASE("a frame carries its header and its body apart, and a lying length is refused") {
  wire::Writer header;
  header.text("event", "fetched").number("id", 7);
  const Bytes frame = wire::encode_frame(header, as_bytes("body"));
  const auto decoded = wire::decode_frame(frame);
  REQUIRE(decoded.ok());
  Error fault{Code::invalid, "", ""};
  CHECK(decoded.value().header.root(&fault).number("id", 0, 9) == 7);
  CHECK(as_text(decoded.value().body) == "body");
  for (std::size_t cut = 0; cut + 4 < frame.size(); ++cut) {
    CHECK_FALSE(wire::decode_frame(BytesView(frame).first(cut)).ok());
  }
}
