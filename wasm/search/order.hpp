// Sorting by a number, and by text eight bytes at a time.
#pragma once

#include <cstdint>

#include "search/pile.hpp"

namespace stadtkern::search {

struct Sortable {
  std::uint64_t key;
  std::uint32_t number;
};

// By ascending key, equal keys in the order given. Room for the sorting grows and stays.
class Sorter {
 public:
  void sort(Sortable* items, std::size_t count);

 private:
  Pile<Sortable> room_;
};

// The numbers of texts in bytewise order, equal texts in the order given. Text i begins at
// texts + starts[i] and is padded with at least one zero up to a multiple of eight bytes, or ends
// with a letter there: zeros sort before every letter.
Pile<std::uint32_t> sorted_order(const char* texts, const Pile<std::uint32_t>& starts);

}  // namespace stadtkern::search
