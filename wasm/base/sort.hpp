// Sorting without a copy of the algorithm for every type of item: std::sort costs about 2 kB of
// WASM for each, this one some 60 bytes.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace stadtkern {

// What sort_positions needs of a sequence: the order and the exchange of the items at two
// positions.
struct Positions {
  void* items;
  bool (*less)(void* items, std::size_t left, std::size_t right);
  void (*swap)(void* items, std::size_t left, std::size_t right);
};

// Heap sort (Williams 1964): O(count log count) at worst, no memory of its own, not stable.
void sort_positions(std::size_t count, const Positions& positions);

// Sorts `items` by `less`, a strict weak order without state that callers need back. Items that are
// equal come in any order: where that matters, `less` has to decide it.
template <class T, class Less>
void sort(std::vector<T>& items, Less less) {
  struct Both {
    T* items;
    Less less;
  } both{items.data(), less};
  sort_positions(items.size(), {&both,
                                [](void* of, std::size_t left, std::size_t right) {
                                  auto& [at, before] = *static_cast<Both*>(of);
                                  return bool{before(at[left], at[right])};
                                },
                                [](void* of, std::size_t left, std::size_t right) {
                                  T* at = static_cast<Both*>(of)->items;
                                  std::swap(at[left], at[right]);
                                }});
}

template <class T>
void sort(std::vector<T>& items) {
  sort(items, [](const T& left, const T& right) { return left < right; });
}

}  // namespace stadtkern
