#include "features/usage/section.hpp"

#include "views/components/button.hpp"

namespace stadtkern::usage {

using views::Key;

Html section(views::Language language, const State* state) {
  const auto word = [language](Key key) { return views::text(language, key); };
  views::Writer w;
  w.element("section id='usage' aria-labelledby='usage-heading'", [&] {
    w.element("h2 id='usage-heading'", word(Key::usage_title));
    w.element("p", word(Key::usage_explain));
    w.element("p", [&] {
      w.element("a", {{"href", views::localized(language, "/datenschutz/")}},
                word(Key::legal_privacy));
    });
    w.element("div class='buttons' data-slot", [&] {
      if (state == nullptr) return;
      if (state->refused) return w.element("p", word(Key::usage_refused));
      w.markup(views::button({.text = word(state->on ? Key::usage_turn_off : Key::usage_turn_on),
                              .action = "usage",
                              .value = state->on ? "off" : "on",
                              .weight = views::Weight::secondary}));
      w.element("p", word(state->on ? Key::usage_on : Key::usage_off));
    });
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::usage
