// The server's half of the relay's vectors; relay.test.ts reads the same file.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "wire/base64url.hpp"
#include "wire/relay.hpp"
#include "wire/vectors.hpp"

using namespace stadtkern;
using nlohmann::json;
using wire::Encoding;

namespace {

json vectors() {
  return testing::vectors("relay.json");
}

Bytes encoded(const json& message, Encoding encoding) {
  if (encoding == Encoding::cbor) return json::to_cbor(message);
  const std::string text = message.dump();
  return {text.begin(), text.end()};
}

// Decodes what the vector calls `kind` and gives the message as it is written again.
Result<Bytes> around(const std::string& kind, const json& message, Encoding encoding) {
  const Bytes bytes = encoded(message, encoding);
  if (kind == "opening") {
    const auto opening = wire::decode_opening(bytes, encoding);
    if (!opening.ok()) return opening.error();
    return wire::encode_opening(opening.value(), encoding);
  }
  if (kind == "joining") {
    const auto joining = wire::decode_joining(bytes, encoding);
    if (!joining.ok()) return joining.error();
    return wire::encode_joining(joining.value(), encoding);
  }
  if (kind == "answer") {
    const auto answering = wire::decode_answering(bytes, encoding);
    if (!answering.ok()) return answering.error();
    return wire::encode_answering(answering.value(), encoding);
  }
  const auto letter = wire::decode_letter(bytes, encoding);
  if (!letter.ok()) return letter.error();
  return wire::encode_letter(letter.value(), encoding);
}

}  // namespace

TEST_CASE("what a browser seals is read and written without a change, as JSON and as CBOR") {
  const json all = vectors();
  for (const auto& [kind, message] : all.at("taken").items()) {
    INFO(kind);
    for (const Encoding encoding : {Encoding::json, Encoding::cbor}) {
      const auto written = around(kind, message, encoding);
      REQUIRE(written.ok());
      const json again = encoding == Encoding::cbor ? json::from_cbor(written.value())
                                                    : json::parse(written.value());
      CHECK(again == message);
    }
  }
}

TEST_CASE("whatever differs from the envelope is refused by the name of its field") {
  const json all = vectors();
  for (const json& vector : all.at("refused")) {
    INFO(vector.at("promise").get<std::string>());
    const auto kind = vector.at("of").get<std::string>();
    const json message = all.at("taken").at(kind).patch(vector.at("patch"));
    for (const Encoding encoding : {Encoding::json, Encoding::cbor}) {
      const auto written = around(kind, message, encoding);
      REQUIRE_FALSE(written.ok());
      CHECK(written.error().field == vector.at("field"));
      CHECK(written.error().field.find("SECRET") == std::string::npos);
    }
  }
}

TEST_CASE("a message has 128 recipients at most, each inbox once, and none without one") {
  json message = vectors().at("taken").at("opening");
  const json one = message.at("jwe").at("recipients").at(0);
  const auto error_with = [&](std::size_t count, bool twice) {
    json recipients = json::array();
    for (std::size_t at = 0; at < count; ++at) {
      Bytes id(16, static_cast<std::uint8_t>(twice && at + 1 == count ? 0 : at));
      json recipient = one;
      recipient["inbox"] = wire::encode_base64url(id);
      recipients.push_back(std::move(recipient));
    }
    message["jwe"]["recipients"] = std::move(recipients);
    const auto written = around("opening", message, Encoding::cbor);
    return written.ok() ? std::string() : written.error().field;
  };
  CHECK(error_with(128, false) == "");
  CHECK(error_with(129, false) == "jwe.recipients");
  CHECK(error_with(0, false) == "jwe.recipients");
  CHECK(error_with(3, true) == "jwe.recipients");
}

TEST_CASE("every cut of a message is refused") {
  const json all = vectors();
  const Bytes whole = encoded(all.at("taken").at("opening"), Encoding::json);
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    CHECK_FALSE(wire::decode_opening(BytesView(whole).first(size), Encoding::json).ok());
  }
}

TEST_CASE("what is hashed and signed is the same text on both sides") {
  const json all = vectors();
  const json& proof = all.at("proof");
  const std::string text =
      wire::proof_text(proof.at("salt").get<std::string>(), proof.at("id").get<std::string>(),
                       proof.at("expires"), proof.at("proof"));
  CHECK(text == "stadtkern-relay-1 proof\n9f86d081884c7d65\n" + proof.at("id").get<std::string>() +
                    "\n1796508000\n" + std::to_string(proof.at("proof").get<std::int64_t>()));
  const json& names = all.at("signature").at("thumbprints");
  const auto joining =
      wire::decode_joining(encoded(all.at("taken").at("joining"), Encoding::json), Encoding::json);
  REQUIRE(joining.ok());
  CHECK(wire::signed_text("join", "kernstadt", joining.value().inbox,
                          names.at("sealing").get<std::string>(),
                          names.at("device").get<std::string>()) == all.at("signature").at("text"));
}

TEST_CASE("bytes have one spelling in base64url") {
  // RFC 4648, section 10, without padding.
  const std::pair<const char*, const char*> pairs[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, spelled] : pairs) {
    CHECK(wire::encode_base64url(as_bytes(plain)) == spelled);
    const auto decoded = wire::decode_base64url(spelled);
    REQUIRE(decoded.ok());
    CHECK(as_text(decoded.value()) == plain);
  }
  for (const char* wrong : {"Zh", "Zm9", "Z", "Zg==", "Zm9vYmF+", "Zm9v YmE", "Zm9vY"}) {
    CHECK_FALSE(wire::decode_base64url(wrong).ok());
  }
}
