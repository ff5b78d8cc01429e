// Published vectors (Wycheproof) against what the server verifies: signatures of devices and
// services, and points.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "exchange/signature.hpp"
#include "support/shared_data.hpp"
#include "wire/base64url.hpp"

using namespace stadtkern;

namespace {

nlohmann::json groups_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return nlohmann::json::parse(file).at("testGroups");
}

Bytes of_hex(const std::string& hex) {
  Bytes bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(at, 2), nullptr, 16)));
  return bytes;
}

// "04", then both coordinates (SEC 1, section 2.3.3).
wire::Point point_of(const std::string& hex) {
  const auto half = [&](std::size_t from) {
    return wire::encode_base64url(of_hex(hex.substr(from, 64)));
  };
  return {half(2), half(66)};
}

std::string text_of(const nlohmann::json& one, const char* field) {
  const Bytes bytes = of_hex(one.at(field).get<std::string>());
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("signatures of Wycheproof pass or fail as they say") {
  const auto path =
      testing::shared_data("crypto/wycheproof/ecdsa_secp256r1_sha256_p1363_test.json");
  if (!path) return;
  int seen = 0;
  for (const auto& group : groups_of(*path)) {
    const wire::Point key = point_of(group.at("publicKey").at("uncompressed"));
    for (const auto& one : group.at("tests")) {
      const std::string signature = wire::encode_base64url(of_hex(one.at("sig")));
      INFO(one.at("tcId"));
      CHECK(exchange::is_signed(text_of(one, "msg"), signature, key) ==
            (one.at("result") == "valid"));
      ++seen;
    }
  }
  CHECK(seen == 60);
}

TEST_CASE("a signature in DER is none, whatever it says") {
  const auto path = testing::shared_data("crypto/wycheproof/ecdsa_secp256r1_sha256_test.json");
  if (!path) return;
  for (const auto& group : groups_of(*path)) {
    const wire::Point key = point_of(group.at("publicKey").at("uncompressed"));
    for (const auto& one : group.at("tests")) {
      const std::string signature = wire::encode_base64url(of_hex(one.at("sig")));
      CHECK_FALSE(exchange::is_signed(text_of(one, "msg"), signature, key));
    }
  }
}

TEST_CASE("a point counts only where it lies on the curve") {
  const auto path = testing::shared_data("crypto/wycheproof/ecdh_secp256r1_ecpoint_test.json");
  if (!path) return;
  int off = 0;
  for (const auto& group : groups_of(*path)) {
    for (const auto& one : group.at("tests")) {
      const std::string hex = one.at("public");
      INFO(one.at("tcId"));
      const bool right = one.at("result") == "valid";
      CHECK(exchange::is_on_curve(point_of(hex.size() == 130 ? hex : std::string(130, '0'))) ==
            right);
      off += right ? 0 : 1;
    }
  }
  CHECK(off == 3);
}
