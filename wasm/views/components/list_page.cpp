#include "views/components/list_page.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {
namespace {

void write_results(Writer& w, Language language, const ListPage& page) {
  if (page.pending) {
    w.element("p class='pending'", text(language, Key::directory_pending));
  } else if (page.list.cards.empty()) {
    w.markup(page.nothing);
  } else {
    w.markup(card_list(language, page.list));
    w.markup(pager(language, page.pager));
  }
}

}  // namespace

Html list_page(Language language, const ListPage& page) {
  Writer w;
  w.element("div class='titled'", [&] {
    w.element("h1", page.title);
    if (page.map_url.empty()) return;
    w.markup(link_button({.text = text(language, Key::map_link),
                          .url = page.map_url,
                          .weight = Weight::secondary,
                          .icon = Drawing::pin}));
  });
  if (!page.lead.empty()) w.element("p class='lead'", page.lead);
  w.markup(search_field(language, page.search));
  w.element("div class='columns'", [&] {
    w.element("div id='choices' class='choices'", [&] {
      for (const ChipGroup& group : page.choices) w.markup(chips(language, group));
    });
    w.element("div id='results'", [&] {
      w.markup(page.above);
      write_results(w, language, page);
    });
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
