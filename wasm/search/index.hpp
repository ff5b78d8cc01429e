// Full-text search over the records of a town, as a person types.
//
// Promises: total (any bytes may be searched for), deterministic (the same index and query give the
// same answer natively and in WASM; equal hits stand in the order of their rows), no state between
// queries. It must not know what a record is beyond the texts of a Document.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "search/builder.hpp"
#include "search/image.hpp"
#include "search/synonyms.hpp"

namespace stadtkern::search {

// A longer query is cut.
inline constexpr std::size_t k_query_bytes_max = 200;
inline constexpr std::size_t k_query_words_max = 12;

// Degrees, WGS 84.
struct Position {
  double lat;
  double lon;
};

// Says which rows may be found: shops that are open at a moment, of a kind, in a place. Refers to a
// callable that must outlive it; without one all rows may.
class RowFilter {
 public:
  RowFilter() = default;
  template <class Callable>
  explicit RowFilter(const Callable& callable)
      : callable_(&callable), call_([](const void* it, Row row) -> bool {
          return (*static_cast<const Callable*>(it))(row);
        }) {}
  bool operator()(Row row) const { return call_ == nullptr || call_(callable_, row); }

 private:
  const void* callable_ = nullptr;
  bool (*call_)(const void*, Row) = nullptr;
};

// A property to count hits by.
struct Facet {
  std::span<const std::uint16_t> value_of_row;  // the number of its value for every row
  std::span<std::uint32_t> counts;  // per value, set by a query: how many of the `total` have it
};

struct Options {
  std::size_t limit = 10;
  std::size_t offset = 0;        // hits to leave out: the pages before
  std::optional<Position> near;  // prefers hits around it
  RowFilter filter;
  std::span<const Facet> facets;
  const Synonyms* synonyms = nullptr;  // the town's; without them none
};

struct Hit {
  Row row;
  std::uint32_t score;  // comparable between indexes
  bool complete;        // matches every word of the query; the others stand behind
};

struct Answer {
  Pile<Hit> hits;         // best first
  bool complete = false;  // whether any record matches every word, or the query has none
  std::size_t total = 0;  // complete hits; if there are none, incomplete ones
  std::string corrected;  // "did you mean": the query with misspelled words put right, or empty
};

// Leaves the page that the options ask for of hits in any order, best first.
void keep_page(const Options& options, Pile<Hit>& hits);

// An immutable index. Movable, not copyable.
class Index {
 public:
  explicit Index(Image image) : image_(std::move(image)) {}

  // Takes back what store() gave. Code::malformed or Code::unsupported: build it anew.
  static Result<Index> load(Bytes bytes);

  // The whole index as bytes, valid as long as the index; format in FORMAT.md.
  BytesView store() const { return image_.bytes(); }

  std::size_t rows() const { return image_.rows(); }

  // Words are found as typed, inflected, as beginnings, as parts of compounds, by synonyms and with
  // typing errors, in this order; in names before kinds, assortments, places and descriptions. Hits
  // match all words where any record does. A query without words finds every row.
  Answer query(std::string_view text, const Options& options) const;

 private:
  Image image_;
};

}  // namespace stadtkern::search
