#include "views/components/button.hpp"

namespace stadtkern::views {
namespace {

std::string_view css_class(Weight weight) {
  static constexpr std::string_view k_classes[] = {"button", "button second", "button danger"};
  return k_classes[static_cast<std::size_t>(weight)];
}

void write_inside(Writer& w, Text words, const std::optional<Drawing>& icon) {
  if (icon) draw(w, *icon, "icon");
  w.text(words);
}

}  // namespace

Html button(const Button& button) {
  Writer w;
  const bool sends = button.action.empty();
  w.element("button",
            {{"class", css_class(button.weight)},
             {"type", sends ? "submit" : "button"},
             {"data-action", button.action, !sends},
             {"value", button.value, !button.value.empty()},
             {"aria-pressed", button.pressed ? "true" : "false", button.pressed_known}},
            [&] { write_inside(w, button.text, button.icon); });
  return std::move(w).finish();
}

Html link_button(const LinkButton& link) {
  Writer w;
  w.element("a",
            {{"class", css_class(link.weight)},
             {"href", link.url},
             {"download", link.file, !link.file.empty()}},
            [&] { write_inside(w, link.text, link.icon); });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
