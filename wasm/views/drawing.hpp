// The portal's own line drawings and icons, as SVG that takes its colours from the page.
//
// Scenes and icons are written into the page; drawings of kinds and services are taken from the
// sprite, a file that every page shares. All of them are decoration and hidden from assistive
// technology: words beside them say the same.
#pragma once

#include "drawings/pictures.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// The whole picture. `css_class` sets its size: "drawing" (as large as its place) or "icon" (as
// large as the text).
// `fit` is SVG's preserveAspectRatio: "" shows all of it, "xMidYMax slice" fills its place and cuts
// the sides.
void draw(Writer& writer, Drawing drawing, std::string_view css_class, std::string_view fit = {});

}  // namespace stadtkern::views
