#include "views/drawing.hpp"

namespace stadtkern::views {
namespace {

const Picture& picture(Drawing drawing) {
  return *drawing.picture;
}

std::string symbol_id(std::string_view part, Drawing drawing) {
  return std::string(part).append("-").append(picture(drawing).name);
}

Html inside(Drawing drawing) {
  return Html{std::string(picture(drawing).inside)};
}

}  // namespace

void draw(Writer& writer, Drawing drawing, std::string_view css_class, std::string_view fit) {
  writer.element("svg aria-hidden='true'",
                 {{"class", css_class},
                  {"viewBox", picture(drawing).view_box},
                  {"preserveAspectRatio", fit, !fit.empty()}},
                 inside(drawing));
}

void draw_symbols(Writer& writer, std::string_view part, std::span<const Drawing> drawings) {
  writer.element("svg class='symbols' aria-hidden='true'", [&] {
    for (const Drawing drawing : drawings) {
      writer.element("symbol",
                     {{"id", symbol_id(part, drawing)}, {"viewBox", picture(drawing).view_box}},
                     inside(drawing));
    }
  });
}

void draw_symbol(Writer& writer, std::string_view part, Drawing drawing) {
  const std::string reference = "#" + symbol_id(part, drawing);
  writer.element("svg class='drawing' aria-hidden='true'", [&] {
    writer.element("use", {{"href", reference}}, Text());
  });
}

}  // namespace stadtkern::views
