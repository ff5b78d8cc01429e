// A photo in the sizes and formats that the import makes: /media/HASH-{320,640,1280}.{avif,webp};
// of an owner only those that a browser writes.
#pragma once

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Photo {
  std::string_view hash = {};  // "" where there is no photo
  int width = 0;  // of the largest size, in pixels; with the height it keeps the place free
  int height = 0;
  std::string_view ending = {};  // "webp" or "jpg": nothing else is there; "" for AVIF and WebP
  Text alternative = {};         // what it shows; "" only where words beside it say the same
  Text credit = {};              // author and licence; may be empty
};

// The photo in full width with its credit. `first` is fetched at once, the others when they come
// near.
Html photo(Language language, const Photo& photo, bool first);

// A small square picture beside words, without alternative text: the words say what it is.
void write_thumbnail(Writer& w, const Photo& photo);

}  // namespace stadtkern::views
