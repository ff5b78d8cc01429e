// The core's half of the frames' vectors; frames.test.ts reads the same file.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "port/events.hpp"
#include "wire/frame.hpp"
#include "wire/vectors.hpp"

using namespace stadtkern;
using nlohmann::json;

namespace {

json frame_vectors(const char* part) {
  return testing::vectors("frames.json").at(part);
}

}  // namespace

TEST_CASE("the core understands every event that the shell writes") {
  const json events = frame_vectors("events");
  for (const json& vector : events) {
    INFO(vector.at("promise"));
    const Bytes frame = testing::bytes_of_hex(vector.at("frame"));
    const auto event = port::decode_event(frame);
    REQUIRE(event.ok());
    CHECK(event.value().now.ms == vector.at("header").at("now_ms"));
    const auto split = wire::decode_frame(frame);
    REQUIRE(split.ok());
    const Bytes body(split.value().body.begin(), split.value().body.end());
    CHECK(body == testing::bytes_of_hex(vector.at("body")));
    const Bytes header(frame.begin() + 4, frame.end() - static_cast<std::ptrdiff_t>(body.size()));
    CHECK(json::from_cbor(header) == vector.at("header"));
  }
}

TEST_CASE("the core refuses every frame that the shell would refuse") {
  const json refused = frame_vectors("refused");
  for (const json& vector : refused) {
    INFO(vector.at("promise"));
    CHECK_FALSE(port::decode_event(testing::bytes_of_hex(vector.at("frame"))).ok());
  }
}
