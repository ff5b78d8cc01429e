// The portal's own line drawings and icons, as inline SVG that takes its colours from the page.
//
// All of them are decoration and hidden from assistive technology: words beside them say the same.
#pragma once

#include <span>

#include "drawings/pictures.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// The whole picture. `css_class` sets its size: "drawing" (as large as its place) or "icon" (as
// large as the text).
// `fit` is SVG's preserveAspectRatio: "" shows all of it, "xMidYMax slice" fills its place and cuts
// the sides.
void draw(Writer& writer, Drawing drawing, std::string_view css_class, std::string_view fit = {});

// Pictures that are used many times in a part of a page: draw_symbols once, then draw_symbol
// wherever one is wanted. `part` is unique in the page and the same in both calls.
void draw_symbols(Writer& writer, std::string_view part, std::span<const Drawing> drawings);
void draw_symbol(Writer& writer, std::string_view part, Drawing drawing);

}  // namespace stadtkern::views
