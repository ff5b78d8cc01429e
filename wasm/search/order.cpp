#include "search/order.hpp"

#include <algorithm>
#include <cstring>

namespace stadtkern::search {
namespace {

constexpr std::size_t k_step = 8;

// Eight bytes as a number that sorts like them.
std::uint64_t key_at(const char* text) {
  std::uint64_t key;
  std::memcpy(&key, text, k_step);
  return __builtin_bswap64(key);
}

class TextSorter {
 public:
  TextSorter(const char* texts, const Pile<std::uint32_t>& starts)
      : texts_(texts), starts_(starts) {}

  // Sorts texts that agree before `depth`. A key that ends with a letter may be the beginning of
  // several texts; one that ends with zero is a whole one.
  void sort(Sortable* items, std::size_t count, std::size_t depth) {
    for (std::size_t i = 0; i < count; ++i) {
      items[i].key = key_at(texts_ + starts_[items[i].number] + depth);
    }
    sorter_.sort(items, count);
    for (std::size_t begin = 0, end = 0; begin < count; begin = end) {
      while (end < count && items[end].key == items[begin].key) ++end;
      if (end - begin > 1 && (items[begin].key & 0xFFU) != 0) {
        sort(items + begin, end - begin, depth + k_step);
      }
    }
  }

 private:
  const char* texts_;
  const Pile<std::uint32_t>& starts_;
  Sorter sorter_;
};

}  // namespace

// Merges ever longer runs: stable, and a third of the code of std::sort.
void Sorter::sort(Sortable* items, std::size_t count) {
  room_.resize(std::max(room_.size(), count));
  Sortable* from = items;
  Sortable* to = room_.data();
  for (std::size_t run = 1; run < count; run *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * run) {
      const std::size_t middle = std::min(begin + run, count);
      const std::size_t end = std::min(middle + run, count);
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t at = begin; at < end; ++at) {
        const bool take_right = left == middle || (right < end && from[right].key < from[left].key);
        to[at] = from[take_right ? right++ : left++];
      }
    }
    std::swap(from, to);
  }
  if (from != items) std::copy(from, from + count, items);
}

Pile<std::uint32_t> sorted_order(const char* texts, const Pile<std::uint32_t>& starts) {
  Pile<Sortable> items(starts.size());
  for (std::uint32_t i = 0; i < items.size(); ++i) items[i].number = i;
  TextSorter(texts, starts).sort(items.data(), items.size(), 0);
  Pile<std::uint32_t> order(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) order[i] = items[i].number;
  return order;
}

}  // namespace stadtkern::search
