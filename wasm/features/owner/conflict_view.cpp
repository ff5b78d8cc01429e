#include "features/owner/conflict_view.hpp"

#include "features/owner/fields.hpp"
#include "features/owner/photos.hpp"
#include "model/shop.hpp"
#include "views/components/button.hpp"

namespace stadtkern::owner {
namespace {

using views::Writer;

void write_choice(Writer& w, const std::string& field, const char* value,
                  const std::string& label) {
  const std::string id = "choose-" + field + "-" + value;
  w.element("div", [&] {
    w.void_element("input type='radio' required", {{"id", id}, {"name", field}, {"value", value}});
    w.element("label", {{"for", id}}, label);
  });
}

}  // namespace

Html conflict_view(const Book& book, const Sight& sight) {
  Writer w;
  if (book.present.empty() || book.waiting.empty()) return std::move(w).finish();
  const views::Language language = sight.language;
  const wire::Sayings& mine = book.waiting.front().edit.fields;
  const auto shown = [&](std::string_view field, std::string_view value) {
    if (is_photo_field(field)) {
      const std::string count = std::to_string(model::lines_of(value).size());
      return say(language, Key::conflict_photos, {{"n", count}});
    }
    return std::string(value.empty() ? say(language, Key::form_empty) : value);
  };
  bool photos = false;  // one choice for all their fields
  w.element("section id='owner-conflict' class='notice warning' tabindex='-1'", [&] {
    w.element("form id='choose' method='post' data-form='choose'", [&] {
      w.element("h2", say(language, Key::conflict_title));
      w.element("p", say(language, Key::conflict_lead));
      w.void_element("input type='hidden' name='do' value='choose'");
      for (const auto& [field, theirs] : book.present) {
        const auto own = mine.find(field);
        const bool more_photos = is_photo_field(field) && photos;
        photos = photos || is_photo_field(field);
        if (own == mine.end() || more_photos) continue;
        const std::string choice = is_photo_field(field) ? "photos" : field;
        w.element("fieldset", [&, name = choice, &field = field, present = theirs] {
          w.element("legend", label_of(language, name));
          write_choice(
              w, name, "mine",
              say(language, Key::conflict_mine, {{"value", shown(field, own->second.now)}}));
          write_choice(w, name, "theirs",
                       say(language, Key::conflict_theirs, {{"value", shown(field, present)}}));
        });
      }
      w.markup(views::button({.text = say(language, Key::conflict_action)}));
    });
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::owner
