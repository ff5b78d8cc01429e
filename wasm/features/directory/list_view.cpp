#include "features/directory/list_view.hpp"

#include <algorithm>

#include "views/components/breadcrumb.hpp"
#include "views/components/chips.hpp"
#include "views/components/message_page.hpp"
#include "views/components/pager.hpp"
#include "views/components/search_field.hpp"
#include "views/writer.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;
using views::Language;
using views::localized;
using views::Writer;

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
  if (found != choices.chips.end()) std::rotate(choices.chips.begin() + 1, found, found + 1);
  return choices;
}

void write_filters(Writer& w, const Sight& sight, const Results& results, const ListPage& page) {
  const Language language = sight.language;
  if (results.kinds.size() > 1) {
    const Choices kinds = choices_of(
        sight, results.kinds, page.kind, views::text(language, Key::directory_all_kinds), page,
        [&](const std::string& slug) { return views::Text(kind_text(sight, slug)); },
        [](ListPage& to, const std::string& slug) { to.kind = slug; });
    w.markup(views::chips(language,
                          {"kinds", views::text(language, Key::directory_kinds), kinds.chips}));
  }
  if (results.places.size() > 1) {
    const Choices places = choices_of(
        sight, results.places, page.place, views::text(language, Key::directory_all_places), page,
        [&](const std::string& slug) { return views::Text(sight.town().place_name(slug)); },
        [](ListPage& to, const std::string& slug) { to.place = slug; });
    w.markup(views::chips(language,
                          {"places", views::text(language, Key::directory_places), places.chips}));
  }
}

void write_search(Writer& w, const Sight& sight, const ListPage& page) {
  ListPage all = page;
  all.query.clear();
  all.page = 1;
  all.open_now = false;
  const std::string path = path_of(all);
  views::SearchField field;
  field.label = views::text(sight.language, Key::directory_search);
  field.path = path;
  field.query = page.query;
  w.markup(views::search_field(sight.language, field));
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

void write_cards(Writer& w, const Sight& sight, const Results& results, const Window& window,
                 const std::string& heading) {
  const std::size_t count = window.end - window.first;
  std::vector<std::string> owned;  // ids, addresses and drawings that the cards point to
  owned.reserve(count * 3);
  std::vector<views::Card> cards;
  for (std::size_t at = window.first; at < window.end; ++at) {
    const model::Shop shop(sight.shops(), results.rows[at]);
    owned.push_back("shop-" + std::string(shop.slug()));
    owned.push_back(localized(sight.language, path_of(ShopPage{std::string(shop.slug())})));
    owned.push_back(drawing_name(shop.kind()));
    const std::size_t last = owned.size() - 1;
    cards.push_back(card_of(sight, shop, owned[last - 2], owned[last - 1], owned[last]));
  }
  w.markup(views::card_list(sight.language, {"shops", heading, cards}));
}

void write_pager(Writer& w, const Sight& sight, const ListPage& page, const Window& window,
                 std::size_t total) {
  const auto url_of = [&](int number) {
    ListPage other = page;
    other.page = number;
    return localized(sight.language, path_of(other));
  };
  const std::string previous = page.page > 1 ? url_of(page.page - 1) : "";
  const std::string next = page.page < window.pages ? url_of(page.page + 1) : "";
  w.markup(views::pager(
      sight.language,
      {page.page, window.pages, static_cast<std::int64_t>(total - window.end), previous, next}));
}

}  // namespace

views::Card card_of(const Sight& sight, const model::Shop& shop, std::string_view id,
                    std::string_view url, const std::string& drawing) {
  views::Card card;
  card.id = id;
  card.url = url;
  card.name = shop.name();
  card.kind = drawing;
  card.kind_text = kind_text(sight, shop.kind());
  card.place = sight.town().place_name(shop.place());
  if (const auto photo = shop.first_photo()) card.photo = photo_of(*photo);
  card.invented = shop.invented();
  return card;
}

views::Page view_list(const Sight& sight, const Shelves& shelves, const ListPage& page) {
  const Results results = find(sight.content, shelves, page);
  const std::size_t total = results.rows.size();
  const Window window = window_of(total, page.page);
  const std::string heading = heading_of(sight, page);
  const std::string town(sight.town().name());

  Writer w;
  if (!page.kind.empty() || !page.place.empty()) {
    const views::Crumb above[] = {
        {views::text(sight.language, Key::directory_title), "/schaufenster/"}};
    w.markup(views::breadcrumb(sight.language, above));
  }
  w.element("h1", heading);
  w.element("p", {{"class", "lead"}},
            views::text(sight.language, Key::directory_lead, {{"town", town}}));
  write_search(w, sight, page);
  write_filters(w, sight, results, page);
  const std::string count = views::counted(sight.language, views::Plural::directory_count,
                                           static_cast<std::int64_t>(total));
  const bool beyond = page.page > window.pages;
  if (total == 0 || beyond) {
    w.markup(views::empty_result(sight.language, views::text(sight.language, Key::directory_none),
                                 views::text(sight.language, Key::directory_none_hint),
                                 localized(sight.language, "/schaufenster/")));
  } else {
    write_cards(w, sight, results, window, count);
    write_pager(w, sight, page, window, total);
  }

  views::Page made;
  made.title = heading;
  if (page.page > 1) {
    const std::string number = std::to_string(page.page);
    const std::string pages = std::to_string(window.pages);
    made.title += ", " + views::text(sight.language, Key::directory_page_of,
                                     {{"page", number}, {"pages", pages}});
  }
  made.description =
      views::text(sight.language, Key::directory_lead, {{"town", town}}) + ": " + count;
  made.main = std::move(w).finish();
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
