#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "base/sort.hpp"

using stadtkern::sort;

namespace {

std::vector<unsigned> noise(std::size_t count, unsigned seed, unsigned below) {
  std::vector<unsigned> numbers;
  for (std::size_t i = 0; i < count; ++i) {
    seed = seed * 1664525U + 1013904223U;
    numbers.push_back((seed >> 8U) % below);
  }
  return numbers;
}

}  // namespace

TEST_CASE("what is sorted is in order and has lost nothing, whatever its length") {
  for (std::size_t count = 0; count < 200; ++count) {
    for (const unsigned below : {2U, 10U, 100000U}) {
      std::vector<unsigned> numbers = noise(count, static_cast<unsigned>(count) + below, below);
      std::vector<unsigned> expected = numbers;
      std::sort(expected.begin(), expected.end());
      sort(numbers);
      REQUIRE(numbers == expected);
    }
  }
}

TEST_CASE("items are sorted by the given order, also those that own memory") {
  std::vector<std::string> words = {"a word that is longer than any small string", "b", "", "a",
                                    "another word that is longer than any small string"};
  sort(words, [](const std::string& left, const std::string& right) { return left > right; });
  std::vector<std::string> expected = words;
  std::sort(expected.rbegin(), expected.rend());
  REQUIRE(words == expected);
  REQUIRE(words.front() == "b");
}
