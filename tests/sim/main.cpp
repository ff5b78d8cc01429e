// sim: many seeds, or one with its trace. See README.md.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include "run.hpp"

namespace {

using namespace stadtkern;

struct Options {
  std::uint64_t first = 1;
  std::uint64_t count = 1000;
  bool one = false;
  bool calm = false;
  int mutant = 0;
  std::size_t lines = 200;
  int on_disk = -1;
};

Options read(int count, char** arguments) {
  Options options;
  for (int at = 1; at < count; ++at) {
    const auto is = [&](const char* name) { return std::strcmp(arguments[at], name) == 0; };
    if (is("--calm")) options.calm = true;
    if (is("--disk")) options.on_disk = 1;
    if (at + 1 == count) break;
    const auto number = std::strtoull(arguments[at + 1], nullptr, 10);
    if (is("--seeds")) options.count = number;
    if (is("--from")) options.first = number;
    if (is("--mutant")) options.mutant = static_cast<int>(number);
    if (is("--lines")) options.lines = number;
    if (is("--seed")) {
      options.one = true;
      options.first = number;
      options.count = 1;
    }
  }
  return options;
}

}  // namespace

int main(int count, char** arguments) {
  const Options options = read(count, arguments);
  std::map<std::string, std::pair<std::uint64_t, int>> found;
  std::uint64_t steps = 0;
  std::size_t requests = 0;
  std::size_t answers = 0;
  for (std::uint64_t seed = options.first; seed < options.first + options.count; ++seed) {
    sim::Wish wish{seed, static_cast<sim::Mutant>(options.mutant), options.one};
    if (options.calm) wish.weather = sim::Weather::calm();
    if (options.on_disk == 1) wish.on_disk = true;
    const sim::Outcome outcome = sim::run(wish);
    steps += outcome.steps;
    requests += outcome.requests;
    answers += outcome.answers;
    const std::size_t skipped =
        outcome.trace.size() > options.lines ? outcome.trace.size() - options.lines : 0;
    for (std::size_t at = skipped; at < outcome.trace.size(); ++at)
      std::printf("%s\n", outcome.trace[at].c_str());
    if (outcome.broken.empty()) continue;
    const std::string promise = outcome.broken.substr(0, outcome.broken.rfind(" ("));
    auto& entry = found.emplace(promise, std::pair{seed, 0}).first->second;
    ++entry.second;
    if (entry.second <= 3)
      std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), outcome.broken.c_str());
  }
  for (const auto& [promise, seen] : found)
    std::printf("%d broken: %s (first by --seed %llu)\n", seen.second, promise.c_str(),
                static_cast<unsigned long long>(seen.first));
  std::printf("%llu seeds, %llu steps, %zu requests, %zu answers, %zu promises broken\n",
              static_cast<unsigned long long>(options.count),
              static_cast<unsigned long long>(steps), requests, answers, found.size());
  return found.empty() ? 0 : 1;
}
