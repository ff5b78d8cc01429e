// Adds up how well rows match the words of a query, and ranks them.
#pragma once

#include <cstdint>

#include "search/index.hpp"
#include "search/matcher.hpp"

namespace stadtkern::search {

class Scores {
 public:
  explicit Scores(const Image& image);

  // Opens the account of the next word. Rows need every required word to be complete hits.
  void begin_word();

  // Credits the rows of the terms; a row keeps its best credit per word.
  void add(const Dictionary& dictionary, const Matches& matches);

  // Credits only rows that a word before has found, and only for the term in their name.
  void add_optional(const Dictionary& dictionary, const Matches& matches);

  // How many rows the open word has found.
  std::size_t found() const { return found_; }

  // Ranks what was found into an empty answer; without any word, every row.
  void rank(const Options& options, Answer& answer) const;

 private:
  struct Cell {
    std::uint32_t sum;   // of the words before the open one
    std::uint16_t best;  // for the open word
    std::uint8_t word;   // the open word of `best`, from 1
    std::uint8_t words;
    std::uint32_t name_words;
  };

  void credit(Row row, Field field, const Match& match);
  std::uint32_t score(Row row, const Cell& cell, const Options& options) const;
  void take(Row row, const Cell& cell, const Options& options, Answer& answer) const;

  const Image& image_;
  Pile<Cell> cells_;
  Pile<Row> touched_;
  std::size_t found_ = 0;
  std::uint8_t word_ = 0;
};

}  // namespace stadtkern::search
