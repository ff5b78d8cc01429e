// The portal's own line drawings and icons, as inline SVG that takes its colours from the page.
//
// All of them are decoration and hidden from assistive technology: words beside them say the same.
#pragma once

#include <span>

#include "drawings/names.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// The whole picture. `css_class` sets its size: "drawing" (as large as its place) or "icon" (as
// large as the text).
void draw(Writer& writer, Drawing drawing, std::string_view css_class);

// A picture that is used many times in a page: draw_symbols once, then draw_symbol wherever it is
// wanted.
void draw_symbols(Writer& writer, std::span<const Drawing> drawings);
void draw_symbol(Writer& writer, Drawing drawing, std::string_view css_class);

}  // namespace stadtkern::views
