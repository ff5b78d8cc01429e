#include "views/components/save_mark.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {

void write_save_mark(Writer& w, Language language, std::string_view id, Text name, Mark mark) {
  w.element("span class='save' data-slot", [&] {
    if (mark == Mark::unknown) return;
    w.element("button type='button' data-action='save'",
              {{"value", id},
               {"aria-pressed", mark == Mark::on ? "true" : "false"},
               {"aria-label", text(language, Key::saved_mark, {{"name", name.value}})}},
              [&] { draw(w, Drawing::heart, "icon"); });
  });
}

Html save_actions(Language language, std::string_view id, Mark mark) {
  Writer w;
  w.element("div class='buttons' data-slot", [&] {
    if (mark == Mark::unknown) return;
    w.markup(button({.text = text(language, Key::shop_save),
                     .action = "save",
                     .value = id,
                     .weight = Weight::secondary,
                     .icon = Drawing::heart,
                     .pressed_known = true,
                     .pressed = mark == Mark::on}));
    w.markup(link_button(
        {.text = text(language, Key::order_title),
         .url = localized(language, std::string("/merkliste/bestellung/").append(id) + "/"),
         .weight = Weight::secondary}));
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
