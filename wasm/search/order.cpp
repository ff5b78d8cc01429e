#include "search/order.hpp"

#include <algorithm>

namespace stadtkern::search {
namespace {

struct Sortable {
  std::uint64_t key;
  std::uint32_t number;
};

// The first eight letters as a number that sorts like the text: nearly all comparisons end there.
std::uint64_t sort_key(std::string_view text) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return key;
}

bool before(const Sortable& a, const Sortable& b, const std::vector<std::string_view>& texts) {
  return a.key != b.key ? a.key < b.key : texts[a.number] < texts[b.number];
}

}  // namespace

// Merges ever longer runs: stable, and a third of the code of std::sort.
std::vector<std::uint32_t> sorted_order(const std::vector<std::string_view>& texts) {
  const std::size_t count = texts.size();
  std::vector<Sortable> from(count);
  std::vector<Sortable> to(count);
  for (std::uint32_t i = 0; i < count; ++i) from[i] = {sort_key(texts[i]), i};
  for (std::size_t run = 1; run < count; run *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * run) {
      const std::size_t middle = std::min(begin + run, count);
      const std::size_t end = std::min(middle + run, count);
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t at = begin; at < end; ++at) {
        const bool take_right =
            left == middle || (right < end && before(from[right], from[left], texts));
        to[at] = from[take_right ? right++ : left++];
      }
    }
    from.swap(to);
  }
  std::vector<std::uint32_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = from[i].number;
  return order;
}

}  // namespace stadtkern::search
