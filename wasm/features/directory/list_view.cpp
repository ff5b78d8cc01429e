#include "features/directory/list_view.hpp"

#include <algorithm>

#include "features/directory/opening.hpp"
#include "views/components/list_page.hpp"
#include "views/components/message_page.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;
using views::localized;

// "Bäckerei in Kernstadt", "Schaufenster": what the list shows.
std::string heading_of(const Sight& sight, const ListPage& page) {
  std::string heading(page.kind.empty() ? views::text(sight.language, Key::directory_title)
                                        : kind_text(sight, page.kind));
  if (!page.place.empty()) {
    const std::string place(sight.town().place_name(page.place));
    heading += " " + views::text(sight.language, Key::directory_in_place, {{"place", place}});
  }
  return heading;
}

// Chips and the addresses they point to, which must outlive them.
struct Choices {
  std::vector<std::string> urls;
  std::vector<views::Chip> chips;
};

template <class Name, class Narrow>
Choices choices_of(const Sight& sight, const std::vector<Facet>& facets, const std::string& chosen,
                   views::Text all, const ListPage& page, const Name& name, const Narrow& narrow) {
  Choices choices;
  choices.urls.reserve(facets.size() + 1);
  const auto add = [&](views::Text text, const std::string& slug, std::int64_t count) {
    ListPage narrowed = page;
    narrowed.page = 1;
    narrow(narrowed, slug);
    choices.urls.push_back(localized(sight.language, path_of(narrowed)));
    choices.chips.push_back({text, choices.urls.back(), count, slug == chosen});
  };
  add(all, "", -1);
  for (const Facet& facet : facets) {
    if (!facet.slug.empty())
      add(name(facet.slug), facet.slug, static_cast<std::int64_t>(facet.count));
  }
  // What is chosen stays in sight among the first.
  const auto found = std::find_if(choices.chips.begin() + 1, choices.chips.end(),
                                  [](const views::Chip& chip) { return chip.chosen; });
  if (found != choices.chips.end()) {
    for (auto at = found; at != choices.chips.begin() + 1; --at) std::swap(*at, *(at - 1));
  }
  return choices;
}

Choices kind_choices(const Sight& sight, const Results& results, const ListPage& page) {
  return choices_of(
      sight, results.kinds, page.kind, views::text(sight.language, Key::directory_all_kinds), page,
      [&](const std::string& slug) { return views::Text(kind_text(sight, slug)); },
      [](ListPage& to, const std::string& slug) { to.kind = slug; });
}

Choices place_choices(const Sight& sight, const Results& results, const ListPage& page) {
  return choices_of(
      sight, results.places, page.place, views::text(sight.language, Key::directory_all_places),
      page, [&](const std::string& slug) { return views::Text(sight.town().place_name(slug)); },
      [](ListPage& to, const std::string& slug) { to.place = slug; });
}

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

Entries entries_of(const Sight& sight, const Results& results, const Window& window) {
  Entries entries;
  entries.owned.reserve((window.end - window.first) * 3);
  for (std::size_t at = window.first; at < window.end; ++at) {
    const model::Shop shop(sight.shops(), results.rows[at]);
    std::vector<std::string>& owned = entries.owned;
    owned.push_back("shop-" + std::string(shop.slug()));
    owned.push_back(localized(sight.language, path_of(ShopPage{std::string(shop.slug())})));
    const std::size_t last = owned.size() - 1;
    views::Card card = card_of(sight, shop, owned[last - 1], owned[last]);
    owned.emplace_back();
    card.open = short_open_state(sight, shop, owned.back());
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
  return path_of(all);
}

Html write_page(const Sight& sight, const ListPage& page, const Results& results,
                const Window& window, const std::string& heading, const std::string& lead,
                const std::string& count) {
  const views::Language language = sight.language;
  const std::size_t total = results.rows.size();
  const Choices kinds = kind_choices(sight, results, page);
  const Choices places = place_choices(sight, results, page);
  std::vector<views::ChipGroup> choices;
  if (kinds.chips.size() > 2) {
    choices.push_back({"kinds", views::text(language, Key::directory_kinds), kinds.chips});
  }
  if (places.chips.size() > 2) {
    choices.push_back({"places", views::text(language, Key::directory_places), places.chips});
  }
  const Entries entries = entries_of(sight, results, window);
  const std::string path = search_path(page);
  const std::string previous = page.page > 1 ? page_url(sight, page, page.page - 1) : "";
  const std::string next = page.page < window.pages ? page_url(sight, page, page.page + 1) : "";
  const std::string everything = localized(language, "/schaufenster/");

  views::ListPage list;
  list.title = heading;
  list.lead = lead;
  list.search.label = views::text(language, Key::directory_search);
  list.search.path = path;
  list.search.query = page.query;
  list.choices = choices;
  list.list = {"shops", count, entries.cards};
  list.pager = {page.page, window.pages, static_cast<std::int64_t>(total - window.end), previous,
                next};
  list.nothing = views::empty_result(language, views::text(language, Key::directory_none),
                                     views::text(language, Key::directory_none_hint), everything);
  return views::list_page(language, list);
}

}  // namespace

views::Card card_of(const Sight& sight, const model::Shop& shop, std::string_view id,
                    std::string_view url) {
  views::Card card;
  card.id = id;
  card.url = url;
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

views::Page view_list(const Sight& sight, const Shelves& shelves, const ListPage& page) {
  const Results results = find(sight.content, shelves, page);
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
  made.main = write_page(sight, page, results, window, heading, lead, count);
  // A kind or place without entries is a page that nobody should index, but narrowing by words to
  // nothing is no error.
  if (!page.narrowed() && (total == 0 || beyond) &&
      (!page.kind.empty() || !page.place.empty() || beyond)) {
    made.status = 404;
  }
  made.indexed = !page.narrowed() && made.status == 200;
  return made;
}

}  // namespace stadtkern::directory
