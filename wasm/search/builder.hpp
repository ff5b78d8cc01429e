// Builds an index, document by document, while they arrive.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "search/image.hpp"
#include "search/pile.hpp"

namespace stadtkern::search {

using Row = std::uint32_t;

// Where a word stands in a document, the most telling first. Stored: do not renumber.
enum class Field : std::uint8_t { name, kind, assortment, place, street, description };

inline constexpr double k_no_coordinate = std::numeric_limits<double>::quiet_NaN();

// What can be found of a record. Views need to live only until add() returns.
struct Document {
  std::string_view name;
  std::string_view kind;        // in words of the page's language
  std::string_view assortment;  // separated by anything that is no letter
  std::string_view place;
  std::string_view district;
  std::string_view street;
  std::string_view postal_code;
  std::string_view description;
  double lat = k_no_coordinate;  // degrees, WGS 84
  double lon = k_no_coordinate;
};

// Of one text only its first bytes are read.
inline constexpr std::size_t k_text_bytes_max = 16 * 1024;

class Builder {
 public:
  Builder();

  // Adds the next row: the first call makes row 0. Requires: fewer than 2^24 rows.
  void add(const Document& document);

  // Everything added, as the bytes of an index. The builder is empty afterwards.
  Image finish();

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t term;  // term + 1, 0 where free
  };
  struct Term {
    std::uint32_t text;      // where it begins in texts_
    std::uint32_t spelling;  // where its spelling begins in spellings_
    std::uint32_t after;     // the row after its last one, 0 without any
    std::uint32_t bytes;     // of its postings
    std::uint8_t size;
    std::uint8_t spelling_size;
    std::uint8_t marks;
  };
  class Finish;

  std::uint32_t add_text(std::string_view text, Field field);
  void add_word(std::string_view folded, std::string_view written, Field field);
  std::uint32_t find_or_make(std::string_view folded, std::string_view written);
  std::uint32_t make(std::string_view folded, std::string_view written, std::uint32_t hash);
  void keep_spelling(Term& term, std::string_view folded, std::string_view written);
  void grow_slots();
  static void place(Pile<Slot>& slots, const Slot& taken);

  Pile<Term> terms_;
  Pile<Slot> slots_;  // a power of two
  Pile<char> texts_;  // each padded with zeros to the next multiple of eight bytes, one at least
  Pile<char> spellings_;
  Pile<std::uint32_t> log_;  // term << 3 | field, row after row
  Pile<std::uint32_t> row_ends_;
  Pile<std::uint32_t> places_;  // the section rows
};

}  // namespace stadtkern::search
