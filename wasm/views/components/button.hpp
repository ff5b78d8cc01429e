// Something to press: a button that the core hears of, one that sends its form, or a link that
// looks like one.
#pragma once

#include <optional>

#include "views/drawing.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

enum class Weight { primary, secondary, danger };

struct Button {
  Text text = {};
  std::string_view action = {};  // data-action; where empty, the button sends the form it stands in
  std::string_view value = {};
  Weight weight = Weight::primary;
  std::optional<Drawing> icon = {};
  bool pressed_known = false;  // a toggle: says whether it is pressed
  bool pressed = false;
};
Html button(const Button& button);

struct LinkButton {
  Text text = {};
  std::string_view url = {};
  Weight weight = Weight::primary;
  std::optional<Drawing> icon = {};
  std::string_view file = {};  // saved under this name, not opened: without a line the page stays
};
Html link_button(const LinkButton& link);

}  // namespace stadtkern::views
