#include "features/directory/results.hpp"

#include "base/sort.hpp"
#include "features/directory/moments.hpp"
#include "model/shop.hpp"
#include "model/town.hpp"
#include "search/distance.hpp"
#include "search/fold.hpp"
#include "search/order.hpp"

namespace stadtkern::directory {
namespace {

void sort_by_name(Shelves& shelves, const model::Collection& shops) {
  std::vector<std::pair<std::string, model::Row>> keys;
  for (model::Row row = 0; row < shops.size(); ++row)
    keys.emplace_back(search::sort_key(shops.value(row, "name")), row);
  sort(keys);
  shelves.by_name.clear();
  for (const auto& [key, row] : keys) shelves.by_name.push_back(row);
}

void find_places(Shelves& shelves, const model::Collection& shops) {
  shelves.placed.clear();
  for (const model::Row row : shelves.by_name) {
    if (const auto at = map::position_of(shops.value(row, "lat"), shops.value(row, "lon")))
      shelves.placed.push_back({*at, row});
  }
}

// Most frequent first, equal ones by their slug.
std::vector<Facet> facets_of(const model::Collection& shops, const char* field,
                             const Numbering& numbering,
                             const search::Pile<std::uint32_t>& counts) {
  std::vector<Facet> facets;
  for (std::size_t at = 0; at < counts.size(); ++at) {
    if (counts[at] > 0) facets.push_back({shops.value(numbering.first[at], field), counts[at]});
  }
  sort(facets, [](const Facet& a, const Facet& b) {
    return a.count != b.count ? a.count > b.count : a.slug < b.slug;
  });
  return facets;
}

search::Pile<model::Row> candidates(const Shelves& shelves, const ListPage& page,
                                    const Circumstances& circumstances, std::string& corrected) {
  search::Pile<model::Row> rows;
  if (page.query.empty() || !shelves.search.index) {
    for (const model::Row row : shelves.by_name) rows.push_back(row);
    return rows;
  }
  search::Options options;
  options.limit = shelves.search.index->rows();
  options.synonyms = &shelves.search.synonyms;
  if (const auto& from = circumstances.from) options.near = {from->latitude, from->longitude};
  search::Answer answer = shelves.search.index->query(page.query, options);
  corrected = std::move(answer.corrected);
  for (const search::Hit& hit : answer.hits) rows.push_back(hit.row);
  return rows;
}

// What the search gives is by relevance already, all else by name.
void put_in_order(const model::Collection& shops, const Shelves& shelves, const ListPage& page,
                  const Circumstances& circumstances, search::Pile<model::Row>& rows) {
  const bool by_distance = page.order == Order::distance && circumstances.from;
  if (!by_distance && (page.order != Order::name || page.query.empty())) return;
  search::Pile<search::Sortable> items(rows.size());
  search::Pile<std::uint32_t> rank(shelves.by_name.size());
  for (std::uint32_t at = 0; at < rank.size(); ++at) rank[shelves.by_name[at]] = at;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const model::Shop shop(shops, rows[at]);
    const std::uint64_t metres = by_distance ? metres_to(shop, *circumstances.from) : 0;
    items[at] = {metres << 32 | rank[rows[at]], rows[at]};
  }
  search::Sorter().sort(items.data(), items.size());
  for (std::size_t at = 0; at < rows.size(); ++at) rows[at] = items[at].number;
}

}  // namespace

std::uint32_t metres_to(const model::Shop& shop, const model::Coordinates& from) {
  const auto position = shop.position();
  if (!position) return k_far_away;
  return search::metres_between({from.latitude, from.longitude},
                                {position->latitude, position->longitude});
}

void arrange(Shelves& shelves, const model::Content& content, const Edition& edition,
             views::Language language, const ListPage* page, bool hours) {
  if (shelves.arranged_for != edition.revision) {
    const model::Collection& shops = content.collection("shops");
    sort_by_name(shelves, shops);
    find_places(shelves, shops);
    shelves.kinds.number(shops, "kind");
    shelves.places.number(shops, "place");
    shelves.arranged_for = edition.revision;
  }
  if ((page != nullptr || hours) && shelves.hours_for != edition.revision) {
    shelves.timetable.read(content);
    shelves.hours_for = edition.revision;
  }
  if (page != nullptr && !page->query.empty()) refresh(shelves.search, content, edition, language);
}

Results find(const model::Content& content, const Shelves& shelves, const ListPage& page,
             const Circumstances& circumstances) {
  const model::Collection& shops = content.collection("shops");
  Results results;
  const auto moment = page.open_at.empty() ? circumstances.now : moment_named(page.open_at);
  results.time_known = moment && shelves.hours_for == shelves.arranged_for;
  search::Pile<bool> open;
  if (results.time_known) open = shelves.timetable.open_at(shops, *moment);
  const bool only_open = results.time_known && !page.any_time();
  search::Pile<std::uint32_t> kinds(shelves.kinds.size());
  search::Pile<std::uint32_t> places(shelves.places.size());
  for (const model::Row row : candidates(shelves, page, circumstances, results.corrected)) {
    const bool right_kind = page.kind.empty() || page.kind == shops.value(row, "kind");
    const bool right_place = page.place.empty() || page.place == shops.value(row, "place");
    const bool is_open = results.time_known && open[row];
    const bool right_time = is_open || !only_open;
    if (right_place && right_time) ++kinds[shelves.kinds.of_row[row]];
    if (right_kind && right_time) ++places[shelves.places.of_row[row]];
    if (!right_kind || !right_place) continue;
    ++results.any_time;
    if (is_open) ++results.open;
    if (right_time) results.rows.push_back(row);
  }
  results.kinds = facets_of(shops, "kind", shelves.kinds, kinds);
  results.places = facets_of(shops, "place", shelves.places, places);
  put_in_order(shops, shelves, page, circumstances, results.rows);
  return results;
}

}  // namespace stadtkern::directory
