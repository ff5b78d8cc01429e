#include "features/directory/wording.hpp"

#include "views/components/settings_page.hpp"

namespace stadtkern::directory {

std::string_view kind_text(const Sight& sight, std::string_view kind) {
  return sight.town().kind_label(kind, views::language_value(sight.language));
}

views::Photo photo_of(const model::Photo& photo) {
  return {photo.hash, photo.width, photo.height, photo.text, photo.credit};
}

}  // namespace stadtkern::directory
