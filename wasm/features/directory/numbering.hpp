// The different values of a field, numbered in the order in which they first come, so that counting
// by them is counting by small numbers.
#pragma once

#include <cstdint>

#include "model/collection.hpp"
#include "search/pile.hpp"

namespace stadtkern::directory {

struct Numbering {
  search::Pile<std::uint32_t> of_row;  // each row's number
  search::Pile<model::Row> first;      // for each number the first row that has it

  std::size_t size() const { return first.size(); }

  // With `within`, rows share a number only where they share one there, too.
  void number(const model::Collection& rows, std::string_view field,
              const Numbering* within = nullptr);
};

}  // namespace stadtkern::directory
