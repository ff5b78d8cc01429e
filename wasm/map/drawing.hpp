// The markup of a map: an SVG whose parts are placed in per cent of its side and drawn in pixels,
// so that words and marks keep their size on every screen.
#pragma once

#include <string>
#include <vector>

#include "map/view.hpp"
#include "views/drawing.hpp"
#include "views/texts.hpp"

namespace stadtkern::map {

// Something that can be gone to. One with a count stands for several.
struct Mark {
  Point at;
  int count = 1;
  views::Drawing drawing = views::Drawing::shop;  // of a single one
  std::string name;       // what it is called, and how those who listen hear of it
  std::string url = {};   // "" for a mark that leads nowhere
  std::string step = {};  // of one that stands for several: what `pressed` "move" says instead
  bool chosen = false;
};

// A name in the background, where there is room for it: those that come first are more important.
struct Label {
  Point at;
  std::string_view words;
};

// What lies under it all: a path (outline.hpp) and its form, which is its class.
struct Ground {
  std::string_view form;
  std::string path;
};

struct Picture {
  View view;
  views::Text name = {};  // what the map shows
  bool moves = false;     // takes keys and gestures; else it is a picture without links
  std::vector<Ground> grounds = {};
  std::vector<Mark> marks = {};  // what comes later lies above
  std::vector<Label> labels = {};
};

Html draw_map(views::Language language, const Picture& picture);

// The buttons that move a map: `pressed` "move" with "x,y,closer" (thousandths of the side, steps
// of zoom). The same keys and gestures inside the element around them say the same.
Html map_buttons(views::Language language);

}  // namespace stadtkern::map
