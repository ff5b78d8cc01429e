#include "views/components/search_field.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {

void write_kept(Writer& w, std::span<const KeptChoice> kept) {
  for (const KeptChoice& one : kept) {
    if (one.value.empty()) continue;
    w.void_element("input type='hidden'", {{"name", one.name}, {"value", one.value}});
  }
}

Html search_field(Language language, const SearchField& field) {
  Writer w;
  const std::string url = localized(language, field.path);
  const bool hinted = !field.hint.empty();
  w.element("form id='search' class='search' role='search' method='get' data-form='search'",
            {{"action", url}}, [&] {
              w.element("label for='q'", field.label);
              if (hinted) w.element("p id='q-hint' class='hint'", field.hint);
              write_kept(w, field.kept);
              w.element("div", [&] {
                w.void_element(
                    "input id='q' name='q' type='search' autocomplete='off' enterkeyhint='search' "
                    "maxlength='100' data-live",
                    {{"value", field.query.value, !field.query.empty()},
                     {"aria-describedby", "q-hint", hinted}});
                w.markup(button(
                    {.text = text(language, Key::directory_submit), .icon = Drawing::search}));
              });
            });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
