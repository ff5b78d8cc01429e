#include "views/components/notice.hpp"

#include "views/components/button.hpp"
#include "views/drawing.hpp"

namespace stadtkern::views {
namespace {

std::string_view css_class(Tone tone) {
  static constexpr std::string_view k_classes[] = {"notice", "notice success", "notice warning",
                                                   "notice danger"};
  return k_classes[static_cast<std::size_t>(tone)];
}

}  // namespace

Html notice(const Notice& notice) {
  Writer w;
  w.element("div", {{"class", css_class(notice.tone)}}, [&] {
    draw(w, Drawing::info, "icon");
    w.element("p", notice.message);
    if (!notice.action.empty()) {
      w.markup(button({.text = notice.action_text, .action = notice.action}));
    }
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
