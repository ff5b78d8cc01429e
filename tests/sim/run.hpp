// One run from one seed: a town lives a while in bad weather, then the weather is calm and the
// oracle looks; then everything expires, and it looks again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "weather.hpp"

namespace stadtkern::sim {

struct Wish {
  std::uint64_t seed = 1;
  Mutant mutant = Mutant::none;
  bool tracing = false;
  std::optional<Weather> weather = {};  // instead of the seed's own
  std::optional<bool> on_disk = {};     // instead of the seed's choice
};

struct Outcome {
  std::string broken;  // the promise, "" where all hold
  std::uint64_t hash = 0;
  std::uint64_t steps = 0;
  std::size_t requests = 0;  // that the relay acknowledged
  std::size_t answers = 0;
  std::vector<std::string> trace;
};

Outcome run(const Wish& wish);

}  // namespace stadtkern::sim
