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

void add_counts(const Answer& from, Answer& to) {
  to.total += from.total;
  for (std::size_t i = 0; i < to.facets.size(); ++i) {
    for (std::size_t j = 0; j < to.facets[i].size(); ++j) to.facets[i][j] += from.facets[i][j];
  }
}

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
  Answer changed = query_changed(text, all);
  all.filter = RowFilter(unchanged);
  Answer answer = base.query(text, all);
  if (changed.complete == answer.complete) {
    add_counts(changed, answer);
  } else if (changed.complete) {
    answer.total = changed.total;
    answer.facets = std::move(changed.facets);
  }
  if (changed.complete && changed.corrected.empty()) answer.corrected.clear();
  answer.complete = answer.complete || changed.complete;
  answer.hits.insert(answer.hits.end(), changed.hits.begin(), changed.hits.end());
  keep_page(options, answer.hits);
  return answer;
}

// The changed records alone, under the rows that they have outside.
Answer Overlay::query_changed(std::string_view text, const Options& options) const {
  const auto allowed = [&](Row row) { return options.filter(rows_[row]); };
  std::vector<std::vector<std::uint16_t>> values;
  std::vector<Facet> facets;
  for (const Facet& facet : options.facets) {
    std::vector<std::uint16_t>& own = values.emplace_back();
    for (const Row row : rows_) {
      const bool known = row < facet.value_of_row.size();
      own.push_back(known ? facet.value_of_row[row] : static_cast<std::uint16_t>(facet.values));
    }
    facets.push_back({own, facet.values});
  }
  Options own = options;
  own.filter = RowFilter(allowed);
  own.facets = facets;
  Answer answer = index_.query(text, own);
  for (Hit& hit : answer.hits) hit.row = rows_[hit.row];
  return answer;
}

}  // namespace stadtkern::search
