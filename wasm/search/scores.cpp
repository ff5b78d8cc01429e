#include "search/scores.hpp"

#include <algorithm>

#include "search/distance.hpp"

namespace stadtkern::search {
namespace {

// Name before kind before place and assortment before description, of 255.
constexpr std::size_t k_fields = 6;
constexpr std::uint16_t k_weights[k_fields] = {255, 215, 180, 190, 110, 90};
constexpr std::uint16_t k_meaning_weights[k_fields] = {225, 225, 180, 60, 40, 90};

constexpr std::uint32_t k_row_shift = 3;

bool better(const Hit& a, const Hit& b) {
  if (a.complete != b.complete) return a.complete;
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

// Counts the row in every facet.
void count(Row row, const Options& options, Answer& answer) {
  ++answer.total;
  for (std::size_t i = 0; i < options.facets.size(); ++i) {
    const Facet& facet = options.facets[i];
    if (row >= facet.value_of_row.size()) continue;
    const std::size_t value = facet.value_of_row[row];
    if (value < facet.values) ++answer.facets[i][value];
  }
}

void clear_counts(const Options& options, Answer& answer) {
  answer.total = 0;
  answer.facets.clear();
  for (const Facet& facet : options.facets) answer.facets.emplace_back(facet.values);
}

}  // namespace

void keep_page(const Options& options, std::vector<Hit>& hits) {
  const std::size_t begin = std::min(options.offset, hits.size());
  const std::size_t end = begin + std::min(options.limit, hits.size() - begin);
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(end), hits.end(),
                    better);
  hits.resize(end);
  hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(begin));
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

Answer Scores::rank(const Options& options) const {
  Answer answer;
  clear_counts(options, answer);
  if (word_ == 0) {
    rank_all(options, answer);
  } else {
    rank_found(options, answer);
  }
  keep_page(options, answer.hits);
  return answer;
}

void Scores::rank_all(const Options& options, Answer& answer) const {
  answer.complete = true;
  const Cell everything{1U << 20, 0, 0, 0, 0};
  for (Row row = 0; row < cells_.size(); ++row) {
    if (!options.filter(row)) continue;
    count(row, options, answer);
    answer.hits.push_back({row, score(row, everything, options), true});
  }
}

void Scores::rank_found(const Options& options, Answer& answer) const {
  for (const Row row : touched_) {
    if (!options.filter(row)) continue;
    const Cell& cell = cells_[row];
    const bool complete = cell.words == word_;
    if (complete && !answer.complete) clear_counts(options, answer);
    answer.complete = answer.complete || complete;
    if (complete || !answer.complete) count(row, options, answer);
    answer.hits.push_back({row, score(row, cell, options), complete});
  }
}

}  // namespace stadtkern::search
