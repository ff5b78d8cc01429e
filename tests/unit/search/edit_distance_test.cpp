#include "search/edit_distance.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

using stadtkern::search::TypedWord;
using stadtkern::search::Typos;

namespace {

// The textbook table, as a second opinion.
Typos by_table(const std::string& typed, const std::string& other) {
  const std::size_t n = typed.size();
  const std::size_t m = other.size();
  std::vector<std::vector<unsigned>> cost(n + 1, std::vector<unsigned>(m + 1));
  for (std::size_t i = 0; i <= n; ++i) cost[i][0] = static_cast<unsigned>(i);
  for (std::size_t j = 0; j <= m; ++j) cost[0][j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    for (std::size_t j = 1; j <= m; ++j) {
      const unsigned same = typed[i - 1] == other[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + same});
      if (i > 1 && j > 1 && typed[i - 1] == other[j - 2] && typed[i - 2] == other[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return {cost[n][m], *std::min_element(cost[n].begin(), cost[n].end())};
}

}  // namespace

TEST_CASE("typos: each kind of slip counts once") {
  CHECK(TypedWord("backerei").compare("backerei").whole == 0);
  CHECK(TypedWord("bakerei").compare("backerei").whole == 1);
  CHECK(TypedWord("baeckerei").compare("backerei").whole == 1);
  CHECK(TypedWord("bsckerei").compare("backerei").whole == 1);
  CHECK(TypedWord("bcakerei").compare("backerei").whole == 1);
  CHECK(TypedWord("baker").compare("backerei").prefix == 1);
}

TEST_CASE("typos: the fast count agrees with the table on 20,000 pairs") {
  std::mt19937 random(7);
  const auto word = [&] {
    std::string text(1 + random() % 32, ' ');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 20000; ++i) {
    const std::string typed = word();
    const std::string other = word();
    const Typos fast = TypedWord(typed).compare(other);
    const Typos slow = by_table(typed, other);
    INFO(typed << " " << other);
    REQUIRE(fast.whole == slow.whole);
    REQUIRE(fast.prefix == slow.prefix);
  }
}

TEST_CASE("typos: words within n errors differ in at most n letters") {
  using stadtkern::search::letters_of;
  CHECK(letters_of("abc") == letters_of("cabba"));
  CHECK((letters_of("brot") & ~letters_of("brut")) != 0);
}
