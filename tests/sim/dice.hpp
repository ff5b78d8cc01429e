// Chance of one run: the same seed throws the same numbers on every machine (splitmix64, Steele,
// Lea, Flood 2014).
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "wire/base64url.hpp"

namespace stadtkern::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t throw_all() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  // low to high, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low +
           static_cast<std::int64_t>(throw_all() % static_cast<std::uint64_t>(high - low + 1));
  }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(throw_all() % count); }
  // True in `permille` of a thousand throws.
  bool falls(int permille) { return between(0, 999) < permille; }
  Bytes bytes(std::size_t count) {
    Bytes all(count);
    for (std::uint8_t& byte : all) byte = static_cast<std::uint8_t>(throw_all());
    return all;
  }
  std::string id() { return wire::encode_base64url(bytes(16)); }

 private:
  std::uint64_t state_;
};

}  // namespace stadtkern::sim
