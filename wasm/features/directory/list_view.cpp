#include "features/directory/list_view.hpp"

#include <algorithm>

#include "features/directory/choices.hpp"
#include "features/directory/marks.hpp"
#include "features/directory/moments.hpp"
#include "features/directory/nearby.hpp"
#include "features/directory/opening.hpp"
#include "views/components/list_page.hpp"
#include "views/components/message_page.hpp"
#include "views/components/moment_field.hpp"
#include "views/components/open_now.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;
using views::localized;

constexpr std::size_t k_open_now_shown = 3;

struct Window {
  std::size_t first = 0;
  std::size_t end = 0;
  int pages = 1;
};

Window window_of(std::size_t total, int page) {
  constexpr std::size_t k_size = k_page_records;
  const auto pages = std::max<std::size_t>(1, (total + k_size - 1) / k_size);
  const std::size_t first = std::min(total, (static_cast<std::size_t>(page) - 1) * k_size);
  return {first, std::min(total, first + k_size), static_cast<int>(pages)};
}

// The entries of one page, and what they point to.
struct Entries {
  std::vector<std::string> owned;
  std::vector<views::Card> cards;
};

Entries entries_of(const Sight& sight, const Results& results, const Window& window,
                   const Marks* marks) {
  Entries entries;
  entries.owned.reserve((window.end - window.first) * 4);
  for (std::size_t at = window.first; at < window.end; ++at) {
    const model::Shop shop(sight.shops(), results.rows[at]);
    std::vector<std::string>& owned = entries.owned;
    views::Card card = card_of(sight, shop, owned);
    owned.push_back(distance_text(sight, shop));
    card.distance = owned.back();
    if (marks != nullptr) marks->mark(shop, card);
    entries.cards.push_back(std::move(card));
  }
  return entries;
}

std::string page_url(const Sight& sight, const ListPage& page, int number) {
  ListPage other = page;
  other.page = number;
  return localized(sight.language, path_of(other));
}

// What the search field searches in: this list without its words.
std::string search_path(const ListPage& page) {
  ListPage all = page;
  all.query.clear();
  all.page = 1;
  all.open_now = false;
  all.open_at.clear();
  all.order = Order::best;
  return path_of(all);
}

void add_group(std::vector<views::ChipGroup>& groups, const char* id, std::string_view heading,
               const Choices& choices, std::size_t least) {
  if (choices.chips().size() > least) groups.push_back({id, heading, choices.chips()});
}

// What is said before the entries: another spelling, what else the portal has, from where distances
// are measured, and other orders.
Html write_above(const Sight& sight, const ListPage& page, const Results& results,
                 std::span<const views::Chip> elsewhere) {
  const views::Language language = sight.language;
  std::vector<views::ChipGroup> groups;
  Choices correction(sight, page, results);
  if (!results.rows.empty()) correction.add_correction();
  add_group(groups, "meant", views::text(language, Key::directory_did_you_mean), correction, 0);
  if (!elsewhere.empty())
    groups.push_back({"elsewhere", views::text(language, Key::directory_elsewhere), elsewhere});
  Choices orders(sight, page, results);
  if (results.rows.size() > 1 && page.narrowed()) orders.add_orders();
  add_group(groups, "orders", views::text(language, Key::order_heading), orders, 1);
  Html above = nearby_panel(sight, page);
  for (const views::ChipGroup& group : groups) above.markup += views::chips(language, group).markup;
  return above;
}

Html write_nothing(const Sight& sight, const ListPage& page, const Results& results) {
  const views::Language language = sight.language;
  std::vector<views::ChipGroup> groups;
  Choices ways(sight, page, results);
  ways.add_ways();
  add_group(groups, "ways", views::text(language, Key::directory_ways), ways, 0);
  return views::empty_result(language, views::text(language, Key::directory_none),
                             views::text(language, Key::directory_none_hint),
                             localized(language, "/schaufenster/"),
                             groups.empty() ? Html() : views::chips(language, groups[0]));
}

Html write_page(const Sight& sight, const Shelves& shelves, const ListPage& page,
                const Results& results, const Window& window, const views::ListPage& words,
                std::span<const views::Chip> elsewhere) {
  const views::Language language = sight.language;
  Choices times(sight, page, results);
  Choices kinds(sight, page, results);
  Choices places(sight, page, results);
  times.add_times();
  kinds.add_kinds();
  places.add_places();
  std::vector<views::ChipGroup> choices;
  add_group(choices, "times", views::text(language, Key::shop_hours), times, 0);
  add_group(choices, "kinds", views::text(language, Key::directory_kinds), kinds, 2);
  add_group(choices, "places", views::text(language, Key::directory_places), places, 2);
  Sight then = sight;
  if (const auto moment = moment_named(page.open_at); moment && sight.now) then.now = moment;
  std::optional<Marks> marks;
  if (!page.query.empty()) marks.emplace(page.query, shelves.search.synonyms);
  const Entries entries = entries_of(then, results, window, marks ? &*marks : nullptr);
  const std::string path = search_path(page);
  const std::string previous = page.page > 1 ? page_url(sight, page, page.page - 1) : "";
  const std::string next = page.page < window.pages ? page_url(sight, page, page.page + 1) : "";
  const std::string open = open_value(page);
  const views::KeptChoice kept[] = {
      {"q", page.query}, {"sortiert", order_value(page.order)}, {"offen", open}};

  views::ListPage list = words;
  list.search.label = views::text(language, Key::directory_search);
  list.search.path = path;
  list.search.query = page.query;
  list.search.kept = std::span(kept).subspan(1);
  choices[0].more = views::moment_field(language, {path, page.open_at, std::span(kept).first(2)});
  const std::string map_url = localized(language, path_of(MapPage{page, {}}));
  list.map_url = map_url;
  list.choices = choices;
  list.above = write_above(sight, page, results, elsewhere);
  list.list.cards = entries.cards;
  list.pager = {page.page, window.pages,
                static_cast<std::int64_t>(results.rows.size() - window.end), previous, next};
  if (results.rows.empty()) list.nothing = write_nothing(sight, page, results);
  return views::list_page(language, list);
}

}  // namespace

std::string heading_of(const Sight& sight, const ListPage& page) {
  std::string heading(page.kind.empty() ? views::text(sight.language, Key::directory_title)
                                        : kind_text(sight, page.kind));
  if (!page.place.empty()) {
    const std::string place(sight.town().place_name(page.place));
    heading += " " + views::text(sight.language, Key::directory_in_place, {{"place", place}});
  }
  return heading;
}

views::Card card_of(const Sight& sight, const model::Shop& shop, std::vector<std::string>& owned) {
  views::Card card;
  owned.push_back("shop-" + std::string(shop.slug()));
  card.id = owned.back();
  owned.push_back(localized(sight.language, path_of(ShopPage{std::string(shop.slug())})));
  card.url = owned.back();
  owned.emplace_back();
  card.open = short_open_state(sight, shop, owned.back());
  card.name = shop.name();
  card.kind = shop.kind();
  card.kind_text = kind_text(sight, shop.kind());
  card.place = sight.town().place_name(shop.place());
  if (const auto photo = shop.first_photo()) card.photo = photo_of(*photo);
  card.record = shop.slug();
  card.mark = sight.mark_of(shop.slug());
  card.invented = shop.invented();
  return card;
}

views::Page view_list(const Sight& sight, const Shelves& shelves, const ListPage& page,
                      std::span<const views::Chip> elsewhere) {
  const Results results = find(sight.content, shelves, page,
                               {sight.now, sight.nearby ? sight.nearby->from : std::nullopt});
  const std::size_t total = results.rows.size();
  const Window window = window_of(total, page.page);
  const std::string heading = heading_of(sight, page);
  const std::string lead = town_words(sight, "directory-lead", Key::directory_lead);
  const std::string count = views::counted(sight.language, views::Plural::directory_count,
                                           static_cast<std::int64_t>(total));
  const bool beyond = page.page > window.pages;

  views::Page made;
  made.title = heading;
  if (page.page > 1) {
    const std::string number = std::to_string(page.page);
    const std::string pages = std::to_string(window.pages);
    made.title += ", " + views::text(sight.language, Key::directory_page_of,
                                     {{"page", number}, {"pages", pages}});
  }
  made.description = lead + ": " + count;
  views::ListPage words;
  words.title = heading;
  words.lead = lead;
  words.list.id = "shops";
  words.list.heading = count;
  made.main = write_page(sight, shelves, page, results, window, words, elsewhere);
  // A kind or place without entries is a page that nobody should index, but narrowing by words to
  // nothing is no error.
  if (!page.narrowed() && (total == 0 || beyond) &&
      (!page.kind.empty() || !page.place.empty() || beyond)) {
    made.status = 404;
  }
  made.indexed = !page.narrowed() && made.status == 200;
  return made;
}

Html view_open_now(const Sight& sight, const Shelves& shelves) {
  if (!sight.now || sight.nearby == nullptr || sight.shops().size() == 0) return {};
  ListPage page;
  page.open_now = true;
  page.order = Order::distance;
  const model::Collection& town = sight.content.collection("town");
  auto from = sight.nearby->from;
  if (!from && town.size() > 0) from = model::Shop(town, 0).position();
  const Results results = find(sight.content, shelves, page, {sight.now, from});
  const views::Language language = sight.language;
  if (!sight.nearby->from) page.order = Order::best;
  const std::string all = localized(language, path_of(page));
  const std::string count =
      views::grouped(language, static_cast<std::int64_t>(results.rows.size()));
  const std::string all_text = views::text(language, Key::home_open_all, {{"count", count}});
  const Window window{0, std::min(results.rows.size(), k_open_now_shown), 1};
  const Entries entries = entries_of(sight, results, window, nullptr);
  return views::open_now(language,
                         {{"open", views::text(language, Key::home_open_now), entries.cards},
                          all_text,
                          all,
                          nearby_panel(sight, page)});
}

}  // namespace stadtkern::directory
