#include "views/components/moment_field.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {

Html moment_field(Language language, const MomentField& field) {
  Writer w;
  const std::string url = localized(language, field.path);
  const bool chosen = !field.value.empty();
  w.element("details id='moment' class='live'", {{"open", "", chosen}}, [&] {
    w.element("summary", text(language, Key::directory_another_time));
    w.element("form class='search' method='get'", {{"action", url}}, [&] {
      w.element("label for='offen'", text(language, Key::directory_moment));
      write_kept(w, field.kept);
      w.element("div", [&] {
        w.void_element("input id='offen' name='offen' type='datetime-local' required",
                       {{"value", field.value, chosen}});
        w.markup(
            button({.text = text(language, Key::directory_show), .weight = Weight::secondary}));
      });
    });
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
