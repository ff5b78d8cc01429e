#include "views/drawing.hpp"

namespace stadtkern::views {

void draw(Writer& writer, Drawing drawing, std::string_view css_class, std::string_view fit) {
  const Picture& picture = *drawing.picture;
  const auto inside = [&] {
    if (!picture.inside.empty()) return writer.markup(Html{std::string(picture.inside)});
    const std::string reference = std::string(k_sprite).append(picture.name);
    writer.element("use", {{"href", reference}}, Text());
  };
  writer.element("svg aria-hidden='true'",
                 {{"class", css_class},
                  {"viewBox", picture.view_box},
                  {"preserveAspectRatio", fit, !fit.empty()}},
                 inside);
}

}  // namespace stadtkern::views
