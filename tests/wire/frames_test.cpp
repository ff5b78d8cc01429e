// The core's half of the frames' vectors; frames.test.ts reads the same file.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "port/events.hpp"
#include "wire/frame.hpp"

using namespace stadtkern;
using nlohmann::json;

namespace {

json vectors(const char* part) {
  std::ifstream file("tests/wire/frames.json");
  REQUIRE(file);
  return json::parse(file).at(part);
}

Bytes bytes_of(const json& hex) {
  const auto text = hex.get<std::string>();
  Bytes bytes;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2)
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(at, 2), nullptr, 16)));
  return bytes;
}

}  // namespace

TEST_CASE("the core understands every event that the shell writes") {
  const json events = vectors("events");
  for (const json& vector : events) {
    INFO(vector.at("promise"));
    const Bytes frame = bytes_of(vector.at("frame"));
    const auto event = port::decode_event(frame);
    REQUIRE(event.ok());
    CHECK(event.value().now.ms == vector.at("header").at("now_ms"));
    const auto split = wire::decode_frame(frame);
    REQUIRE(split.ok());
    const Bytes body(split.value().body.begin(), split.value().body.end());
    CHECK(body == bytes_of(vector.at("body")));
    const Bytes header(frame.begin() + 4, frame.end() - static_cast<std::ptrdiff_t>(body.size()));
    CHECK(json::from_cbor(header) == vector.at("header"));
  }
}

TEST_CASE("the core refuses every frame that the shell would refuse") {
  const json refused = vectors("refused");
  for (const json& vector : refused) {
    INFO(vector.at("promise"));
    CHECK_FALSE(port::decode_event(bytes_of(vector.at("frame"))).ok());
  }
}
