#include "views/components/open_now.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {

Html open_now(Language language, const OpenNow& open) {
  Writer w;
  if (open.list.cards.empty()) {
    w.element("h2", open.list.heading);
    w.element("p", text(language, Key::home_open_none));
  } else {
    w.markup(card_list(language, open.list));
  }
  w.element("p class='buttons'", [&] {
    if (!open.list.cards.empty()) {
      w.markup(
          link_button({.text = open.all_text, .url = open.all_url, .weight = Weight::secondary}));
    }
    w.markup(button(
        {.text = text(language, Key::near_here), .action = "locate", .weight = Weight::secondary}));
  });
  w.markup(open.near);
  return std::move(w).finish();
}

}  // namespace stadtkern::views
