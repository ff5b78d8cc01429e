// Records that changed after an index was built, as a small index of their own over it: a change
// costs milliseconds where building anew costs a tenth of a second. Build anew once more than a
// tenth changed.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "search/index.hpp"

namespace stadtkern::search {

struct Change {
  Row row;                   // of the base, or beyond its end for a new record
  const Document* document;  // null where the record is gone
};

class Overlay {
 public:
  // Everything that changed since the base was built. Requires: rows in ascending order, each once.
  explicit Overlay(std::span<const Change> changes);

  // What the base would answer had it been built with the changes, except that words are judged
  // misspelled by each of the two indexes alone.
  Answer query(const Index& base, std::string_view text, const Options& options) const;

 private:
  bool hides(Row row) const;
  Answer query_changed(std::string_view text, const Options& options,
                       std::span<const Facet> facets) const;

  Index index_;
  std::vector<Row> rows_;    // of the changed documents, ascending
  std::vector<Row> hidden_;  // all changed rows, ascending
};

}  // namespace stadtkern::search
