// The markup of a map: an SVG whose parts are placed in per cent of its side and drawn in pixels,
// so that words and marks keep their size on every screen.
#pragma once

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
  std::string_view name = {};  // what it is called, also for those who listen; may be empty
  std::string_view url = {};   // "" for a mark that leads nowhere
  std::string_view step = {};  // of one that stands for several: what `pressed` "move" says instead
  bool chosen = false;
};

// Takes what belongs on a map in this order: what lies under it all, marks, names. Views handed in
// live until it is finished.
class Canvas {
 public:
  Canvas(views::Language language, const View& view) : language_(language), view_(view) {}

  // A path (outline.hpp) in the class that says what it is.
  void ground(std::string_view form, std::string_view path);
  // Marks in view that have an address become links; later ones lie above.
  void mark(const Mark& mark);
  // A name in the background where there is room for it, so the important ones come first.
  void label(Point at, std::string_view words);

  // A map that takes keys and gestures.
  Html map(views::Text name) &&;
  // A picture, for the inside of a link: without marks that are links.
  Html picture(views::Text name) &&;

 private:
  // What nothing else may cover. `name`: of a mark that stands alone.
  struct Box {
    Point middle;
    int width;
    int height;
    std::string_view name;
  };
  bool take(const Box& box);
  void name_marks();
  Html finish(const char* tag, std::string_view name);

  views::Language language_;
  View view_;
  views::Writer grounds_;
  views::Writer marks_;
  views::Writer spots_;
  views::Writer names_;
  std::vector<Box> taken_;
};

// The buttons that move a map: `pressed` "move" with "x,y,closer" (thousandths of the side, steps
// of zoom). The same keys and gestures inside the element around them say the same.
Html map_buttons(views::Language language);

}  // namespace stadtkern::map
