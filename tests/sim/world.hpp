// What everything in one run shares: chance, time, weather, and what was said about it.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "ledger.hpp"
#include "timeline.hpp"
#include "weather.hpp"

namespace stadtkern::sim {

inline constexpr std::int64_t k_start_ms = 1'796'000'400'000;
inline constexpr const char* k_town = "kernstadt";
inline constexpr int k_work_bits = 3;  // of the relay: enough to be wrong without work

// A promise that was broken: its name, then what was seen.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct World {
  explicit World(std::uint64_t seed) : dice(seed), time(dice, k_start_ms) {}

  Dice dice;
  Timeline time;
  Weather weather;
  Ledger ledger;
  bool tracing = false;
  std::uint64_t hash = 0xCBF29CE484222325U;
  std::vector<std::string> trace;

  // Whether a fault of this rate happens now.
  bool strikes(int permille) { return permille > 0 && dice.falls(permille); }
  void note(const std::string& what) {
    const std::string line = std::to_string(time.now_ms() - k_start_ms) + " " + what;
    for (const char letter : line)
      hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
    if (tracing) trace.push_back(line);
  }
  [[noreturn]] void broken(const std::string& promise) {
    note("BROKEN " + promise);
    throw Broken(promise);
  }
  void expect(bool right, const std::string& promise) {
    if (!right) broken(promise);
  }
};

}  // namespace stadtkern::sim
