#include "search/overlay.hpp"

#include <algorithm>

namespace stadtkern::search {
namespace {

Index index_of(std::span<const Change> changes) {
  Builder builder;
  for (const Change& change : changes) {
    if (change.document != nullptr) builder.add(*change.document);
  }
  return Index(builder.finish());
}

// The changed rows' own values and counts, facet after facet.
struct OwnFacets {
  OwnFacets(std::span<const Facet> facets, const std::vector<Row>& rows)
      : values(facets.size()), counts(facets.size()) {
    for (std::size_t i = 0; i < facets.size(); ++i) {
      for (const Row row : rows) {
        const bool known = row < facets[i].value_of_row.size();
        values[i].push_back(known ? facets[i].value_of_row[row] : 0xFFFF);
      }
      counts[i].resize(facets[i].counts.size());
      own.push_back({values[i], counts[i]});
    }
  }
  // Adds the counts to those of the base, or puts them in their place.
  void give(std::span<const Facet> facets, bool instead) const {
    for (std::size_t i = 0; i < facets.size(); ++i) {
      for (std::size_t j = 0; j < counts[i].size(); ++j) {
        facets[i].counts[j] = (instead ? 0 : facets[i].counts[j]) + counts[i][j];
      }
    }
  }
  std::vector<std::vector<std::uint16_t>> values;
  std::vector<std::vector<std::uint32_t>> counts;
  std::vector<Facet> own;
};

}  // namespace

Overlay::Overlay(std::span<const Change> changes) : index_(index_of(changes)) {
  for (const Change& change : changes) {
    hidden_.push_back(change.row);
    if (change.document != nullptr) rows_.push_back(change.row);
  }
}

bool Overlay::hides(Row row) const {
  return std::binary_search(hidden_.begin(), hidden_.end(), row);
}

Answer Overlay::query(const Index& base, std::string_view text, const Options& options) const {
  const auto unchanged = [&](Row row) { return !hides(row) && options.filter(row); };
  Options all =
      options;  // both give the first hits; the page is cut out of what they give together
  all.limit = options.limit + std::min(options.offset, base.rows() + rows_.size());
  all.offset = 0;
  const OwnFacets facets(options.facets, rows_);
  const Answer changed = query_changed(text, all, facets.own);
  all.filter = RowFilter(unchanged);
  Answer answer = base.query(text, all);
  if (changed.complete >= answer.complete) {
    const bool instead = changed.complete && !answer.complete;
    answer.total = (instead ? 0 : answer.total) + changed.total;
    facets.give(options.facets, instead);
  }
  if (changed.complete && changed.corrected.empty()) answer.corrected.clear();
  answer.complete = answer.complete || changed.complete;
  for (const Hit& hit : changed.hits) answer.hits.push_back(hit);
  keep_page(options, answer.hits);
  return answer;
}

// The changed records alone, under the rows that they have outside.
Answer Overlay::query_changed(std::string_view text, const Options& options,
                              std::span<const Facet> facets) const {
  const auto allowed = [&](Row row) { return options.filter(rows_[row]); };
  Options own = options;
  own.filter = RowFilter(allowed);
  own.facets = facets;
  Answer answer = index_.query(text, own);
  for (Hit& hit : answer.hits) hit.row = rows_[hit.row];
  return answer;
}

}  // namespace stadtkern::search
