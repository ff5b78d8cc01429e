#include "search/scores.hpp"

#include <algorithm>

#include "search/distance.hpp"
#include "search/order.hpp"

namespace stadtkern::search {
namespace {

// Name before kind before place and assortment before description, of 255.
constexpr std::size_t k_fields = 6;
constexpr std::uint16_t k_weights[k_fields] = {255, 215, 180, 190, 110, 80};
constexpr std::uint16_t k_meaning_weights[k_fields] = {225, 225, 180, 60, 40, 90};

constexpr std::uint32_t k_row_shift = 3;

// Beyond this many hits too many, only the best are kept.
constexpr std::size_t k_spare_hits = 256;

// Sorts complete hits before others, then by score, then by row (of which there are fewer than
// 2^24).
std::uint64_t sort_key(const Hit& hit) {
  const std::uint64_t best = std::uint64_t{hit.complete ? 0U : 1U} << 32 | ~hit.score;
  return best << 24 | hit.row;
}

// Leaves the best `count` hits, best first.
void keep_best(Pile<Hit>& hits, std::size_t count) {
  Pile<Sortable> items(hits.size());
  for (std::uint32_t i = 0; i < hits.size(); ++i) items[i] = {sort_key(hits[i]), i};
  Sorter().sort(items.data(), items.size());
  Pile<Hit> best(std::min(count, items.size()));
  for (std::size_t i = 0; i < best.size(); ++i) best[i] = hits[items[i].number];
  hits = std::move(best);
}

// How many hits are needed to cut the page out of them.
std::size_t needed(const Options& options, std::size_t rows) {
  return std::min(options.offset, rows) + std::min(options.limit, rows);
}

// Counts the row in every facet.
void count(Row row, const Options& options, Answer& answer) {
  ++answer.total;
  for (const Facet& facet : options.facets) {
    if (row >= facet.value_of_row.size()) continue;
    const std::size_t value = facet.value_of_row[row];
    if (value < facet.counts.size()) ++facet.counts[value];
  }
}

void clear_counts(const Options& options, Answer& answer) {
  answer.total = 0;
  for (const Facet& facet : options.facets) {
    for (std::uint32_t& value : facet.counts) value = 0;
  }
}

}  // namespace

void keep_page(const Options& options, Pile<Hit>& hits) {
  keep_best(hits, needed(options, hits.size()));
  const std::size_t begin = std::min(options.offset, hits.size());
  for (std::size_t i = begin; i < hits.size(); ++i) hits[i - begin] = hits[i];
  hits.resize(std::min(options.limit, hits.size() - begin));
}

Scores::Scores(const Image& image) : image_(image), cells_(image.rows()) {}

void Scores::begin_word() {
  ++word_;
  found_ = 0;
}

void Scores::credit(Row row, Field field, const Match& match) {
  Cell& cell = cells_[row];
  const auto& weights = match.meaning ? k_meaning_weights : k_weights;
  const auto points =
      static_cast<std::uint16_t>(match.fit * weights[static_cast<std::size_t>(field)]);
  if (cell.word == word_) {
    cell.best = std::max(cell.best, points);
    return;
  }
  if (cell.words == 0) touched_.push_back(row);
  cell.sum += cell.best;
  cell.best = points;
  cell.word = word_;
  ++cell.words;
  ++found_;
  if (field == Field::name && match.fit == k_fit_exact) ++cell.name_words;
}

void Scores::add(const Dictionary& dictionary, const Matches& matches) {
  for (const Match& match : matches) {
    VarintReader postings(dictionary.postings(match.term));
    Row row = 0;
    for (std::uint32_t posting = 0; postings.next(posting);) {
      row += posting >> k_row_shift;
      const std::size_t field = posting & 7U;
      if (row >= cells_.size() || field >= k_fields) break;
      credit(row, static_cast<Field>(field), match);
    }
  }
}

void Scores::add_optional(const Dictionary& dictionary, const Matches& matches) {
  for (const Match& match : matches) {
    VarintReader postings(dictionary.postings(match.term));
    Row row = 0;
    for (std::uint32_t posting = 0; postings.next(posting);) {
      row += posting >> k_row_shift;
      if (row >= cells_.size()) break;
      const bool in_name = static_cast<Field>(posting & 7U) == Field::name;
      if (in_name && cells_[row].words > 0) ++cells_[row].name_words;
    }
  }
}

// The points of all words; up to a third more for a name that the query covers, up to a quarter for
// a near place.
std::uint32_t Scores::score(Row row, const Cell& cell, const Options& options) const {
  const BytesView rows = image_.section(Section::rows);
  std::uint64_t sum = cell.sum + cell.best;
  const std::uint32_t name = read_u32(rows, row * 3U + 2);
  if (name > 0) sum += sum * std::min(cell.name_words, name) / (name * 3ULL);
  if (cell.words < word_) sum = sum * cell.words / (word_ * 2ULL);
  if (options.near) {
    const auto lat = static_cast<std::int32_t>(read_u32(rows, row * 3U));
    const auto lon = static_cast<std::int32_t>(read_u32(rows, row * 3U + 1));
    if (lat != k_nowhere) sum += sum * nearness(*options.near, lat, lon) / (4ULL * k_nearness_max);
  }
  return static_cast<std::uint32_t>(sum);
}

// Counts a row and notes it as a hit.
void Scores::take(Row row, const Cell& cell, const Options& options, Answer& answer) const {
  if (!options.filter(row)) return;
  const bool complete = cell.words == word_;
  if (complete && !answer.complete) clear_counts(options, answer);
  answer.complete = answer.complete || complete;
  if (complete || !answer.complete) count(row, options, answer);
  answer.hits.push_back({row, score(row, cell, options), complete});
  const std::size_t most = needed(options, cells_.size());
  if (answer.hits.size() >= 2 * most + k_spare_hits) keep_best(answer.hits, most);
}

void Scores::rank(const Options& options, Answer& answer) const {
  clear_counts(options, answer);
  if (word_ == 0) {
    answer.complete = true;
    const Cell everything{1U << 20, 0, 0, 0, 0};
    for (Row row = 0; row < cells_.size(); ++row) take(row, everything, options, answer);
  } else {
    for (const Row row : touched_) take(row, cells_[row], options, answer);
  }
  keep_page(options, answer.hits);
}

}  // namespace stadtkern::search
