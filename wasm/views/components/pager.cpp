#include "views/components/pager.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {

Html pager(Language language, const Pager& pager) {
  Writer w;
  if (pager.pages < 2) return std::move(w).finish();
  const auto word = [&](Key key) { return text(language, key); };
  w.element("nav id='pager' class='pager'", {{"aria-label", word(Key::directory_pages)}}, [&] {
    if (!pager.previous_url.empty()) {
      w.markup(link_button({.text = word(Key::directory_previous),
                            .url = pager.previous_url,
                            .weight = Weight::secondary,
                            .icon = Drawing::previous}));
    }
    w.element("p", text(language, Key::directory_page_of,
                        {{"page", grouped(language, pager.page)},
                         {"pages", grouped(language, pager.pages)}}));
    if (!pager.next_url.empty()) {
      w.markup(link_button({.text = word(Key::directory_more),
                            .url = pager.next_url,
                            .weight = Weight::secondary,
                            .icon = Drawing::next}));
      w.element("p", counted(language, Plural::directory_more_count, pager.left));
    }
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
