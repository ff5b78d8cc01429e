#include "features/directory/wording.hpp"

namespace stadtkern::directory {

views::Mark Sight::mark_of(std::string_view id) const {
  if (saved == nullptr) return views::Mark::unknown;
  for (const std::string& one : *saved) {
    if (one == id) return views::Mark::on;
  }
  return views::Mark::off;
}

std::string_view kind_text(const Sight& sight, std::string_view kind) {
  return sight.town().kind_label(kind, views::language_value(sight.language));
}

std::string town_words(const Sight& sight, std::string_view id, views::Key key) {
  const model::Town town = sight.town();
  const std::string_view own = town.text(id, views::language_value(sight.language));
  return views::text_or(own, sight.language, key, {{"town", town.name()}});
}

std::string date_text(std::string_view date, views::Language language) {
  const bool is_date = date.size() == 10 && date[4] == '-' && date[7] == '-';
  if (!is_date || language == views::Language::en) return std::string(date);
  std::string text(date.substr(8));
  return text.append(".").append(date.substr(5, 2)).append(".").append(date.substr(0, 4));
}

views::Photo photo_of(const model::Photo& photo) {
  return {photo.hash, photo.width, photo.height, photo.ending, photo.text, photo.credit};
}

}  // namespace stadtkern::directory
