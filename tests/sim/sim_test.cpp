// The promises of the care finder, held against many towns in bad weather (README.md).
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "run.hpp"

// Thousands of short lives: what asks for memory is told by the seed, not by a deep trace.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
  return "malloc_context_size=1:quarantine_size_mb=8";
}

namespace {

using namespace stadtkern;
using sim::Mutant;

constexpr std::uint64_t k_seeds = 100;  // with sanitizers; tools/test runs thousands without

// What the oracle said first of a mutant; "" where it saw nothing.
std::string caught(Mutant mutant, std::uint64_t seeds) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    sim::Wish wish{seed, mutant};
    wish.weather = sim::Weather::calm();
    wish.weather->lost_request = 200;
    const bool dies = mutant == Mutant::relay_says_held_before_it_keeps;
    wish.on_disk = mutant == Mutant::server_disk_lies;
    wish.weather->server_crash = dies || *wish.on_disk ? 40 : 0;
    wish.weather->browser_crash = mutant == Mutant::disk_says_stored_before_it_keeps ? 4 : 0;
    if (mutant == Mutant::every_page_has_the_lock) {  // pages that cannot send, and come and go
      wish.weather->second_tab = 500;
      wish.weather->offline_spell = 300;
      wish.weather->lost_answer = 300;
      wish.weather->browser_crash = 4;
    }
    const sim::Outcome outcome = sim::run(wish);
    if (!outcome.broken.empty()) return outcome.broken.substr(0, outcome.broken.rfind(" ("));
  }
  return {};
}

}  // namespace

TEST_CASE("the same seed lives the same life") {
  for (const std::uint64_t seed : {3U, 8U, 21U}) {
    const sim::Outcome once = sim::run({seed});
    const sim::Outcome again = sim::run({seed});
    CHECK(once.hash == again.hash);
    CHECK(once.steps == again.steps);
    CHECK(sim::run({seed + 1}).hash != once.hash);
  }
}

TEST_CASE("in any weather what was acknowledged arrives once, and what is over is gone") {
  std::size_t requests = 0;
  std::size_t answers = 0;
  for (std::uint64_t seed = 1; seed <= k_seeds; ++seed) {
    const sim::Outcome outcome = sim::run({seed});
    INFO("build/dev/tests/simulate --seed " << seed);
    REQUIRE(outcome.broken == "");
    requests += outcome.requests;
    answers += outcome.answers;
  }
  // A simulation in which nothing happens proves nothing.
  CHECK(requests >= k_seeds / 3);
  CHECK(answers >= k_seeds);
}

TEST_CASE("the same holds over SQLite, killed and without power between any two writes") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    sim::Wish wish{seed};
    wish.on_disk = true;
    const sim::Outcome outcome = sim::run(wish);
    INFO("build/dev/tests/simulate --disk --seed " << seed);
    REQUIRE(outcome.broken == "");
  }
}

TEST_CASE("seeds that once found something hold") {
  std::ifstream file("tests/sim/seeds.txt");
  REQUIRE(file.good());
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    INFO(line);
    CHECK(sim::run({std::strtoull(line.c_str(), nullptr, 10)}).broken == "");
  }
}

TEST_CASE("every promise that is broken on purpose is seen") {
  CHECK(caught(Mutant::none, 30) == "");
  CHECK(caught(Mutant::relay_loses_an_answer, 30) != "");
  CHECK(caught(Mutant::relay_says_held_before_it_keeps, 60) != "");
  CHECK(caught(Mutant::relay_keeps_what_was_withdrawn, 30) != "");
  CHECK(caught(Mutant::relay_keeps_what_expired, 10) == "what has expired is gone from the server");
  CHECK(caught(Mutant::line_says_held, 30) == "nothing is called sent before the relay holds it");
  CHECK(caught(Mutant::mailbox_doubles_a_request, 10) != "");
  CHECK(caught(Mutant::disk_says_stored_before_it_keeps, 60) != "");
  CHECK(caught(Mutant::disk_keeps_what_is_over, 30) != "");
  CHECK(caught(Mutant::relay_drops_a_recipient, 30) != "");
  CHECK(caught(Mutant::mailbox_drops_a_request, 30) != "");
  CHECK(caught(Mutant::server_disk_lies, 30) != "");
  CHECK(caught(Mutant::line_says_read, 30) == "read is what a service's device said");
  CHECK(caught(Mutant::every_page_has_the_lock, 60) != "");
}
