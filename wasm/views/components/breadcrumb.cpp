#include "views/components/breadcrumb.hpp"

namespace stadtkern::views {

Html breadcrumb(Language language, std::span<const Crumb> above) {
  Writer w;
  const auto write_crumb = [&](const Crumb& crumb) {
    w.element("li", [&] {
      w.element("a", {{"href", localized(language, crumb.path)}}, crumb.name);
    });
  };
  w.element("nav", {{"aria-label", text(language, Key::frame_here)}}, [&] {
    w.element("ol class='crumbs'", [&] {
      write_crumb({text(language, Key::frame_home), "/"});
      for (const Crumb& crumb : above) write_crumb(crumb);
    });
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
