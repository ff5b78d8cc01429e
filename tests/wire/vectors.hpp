// Vectors that both languages read, as the C++ tests take them.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "base/bytes.hpp"

namespace stadtkern::testing {

// tests/wire/NAME, whole.
inline nlohmann::json vectors(const std::string& name) {
  std::ifstream file("tests/wire/" + name);
  REQUIRE(file);
  return nlohmann::json::parse(file);
}

// Requires: text of an even number of hex digits.
inline Bytes bytes_of_hex(const nlohmann::json& hex) {
  const auto text = hex.get<std::string>();
  Bytes bytes;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2)
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(at, 2), nullptr, 16)));
  return bytes;
}

}  // namespace stadtkern::testing
