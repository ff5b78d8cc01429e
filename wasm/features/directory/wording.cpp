#include "features/directory/wording.hpp"

#include <algorithm>

#include "views/components/settings_page.hpp"
#include "views/kinds.hpp"

namespace stadtkern::directory {

std::string_view kind_text(const Sight& sight, std::string_view kind) {
  const std::string_view own = sight.town().kind_label(kind, views::language_value(sight.language));
  return own != kind ? own : views::kind_text(sight.language, drawing_name(kind));
}

std::string drawing_name(std::string_view kind) {
  std::string name(kind);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

views::Photo photo_of(const model::Photo& photo) {
  return {photo.hash, photo.width, photo.height, photo.text, photo.credit};
}

}  // namespace stadtkern::directory
