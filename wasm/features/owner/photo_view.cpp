#include "features/owner/photo_view.hpp"

#include "features/owner/form_view.hpp"
#include "features/owner/photos.hpp"
#include "features/owner/words.hpp"
#include "model/shop.hpp"
#include "views/components/notice.hpp"
#include "views/components/photo.hpp"

namespace stadtkern::owner {
namespace {

using views::Attribute;
using views::Writer;

struct FileFault {
  std::string_view word;  // the shell's
  Key key;
};
constexpr FileFault k_file_faults[] = {
    {"type", Key::fault_photo_type},   {"pixels", Key::fault_photo_pixels},
    {"small", Key::fault_photo_small}, {"slim", Key::fault_photo_slim},
    {"same", Key::fault_photo_same},   {"broken", Key::fault_photo_broken}};

std::string_view file_fault(Language language, std::string_view word) {
  for (const FileFault& fault : k_file_faults) {
    if (fault.word == word) return say(language, fault.key);
  }
  return say(language, Key::fault_photo_broken);
}

class PhotoView {
 public:
  PhotoView(const Book& book, const Sight& sight, const FaultAt& fault_at)
      : book_(book),
        sight_(sight),
        fault_at_(fault_at),
        photos_(photos_shown(book, sight.content)) {}

  Html written() {
    w_.element("fieldset id='owner-photos' class='photo-fields' tabindex='-1'", [&] {
      w_.element("legend", word(Key::group_photos));
      w_.element("p class='hint'", word(Key::photo_hint));
      write_changed_meanwhile();
      if (!photos_.empty()) {
        w_.element("ol", [&] {
          for (std::size_t at = 0; at < photos_.size(); ++at) write_photo(at);
        });
      }
      write_add();
      write_status();
    });
    return std::move(w_).finish();
  }

 private:
  std::string_view word(Key key) const { return say(sight_.language, key); }
  std::string nth(Key key, std::size_t at) const {
    return say(sight_.language, key, {{"n", std::to_string(at + 1)}});
  }

  void write_photo(std::size_t at) {
    const OwnPhoto& photo = photos_[at];
    const std::string name(photo.name());
    w_.element("li tabindex='-1'",
               {{"id", "photo-" + name}, {"aria-label", nth(Key::photo_nth, at)}}, [&] {
                 if (const auto known = model::photo_of(photo.line)) {
                   views::write_thumbnail(w_, {.hash = known->hash,
                                               .width = known->width,
                                               .height = known->height,
                                               .ending = known->ending});
                 }
                 w_.element("div", [&] {
                   write_words("photo_text-" + name, Key::photo_text, Key::photo_text_hint,
                               photo.text);
                   write_words("photo_credit-" + name, Key::photo_credit, Key::photo_credit_hint,
                               photo.credit);
                   w_.element("p class='buttons'", [&] {
                     if (at > 0) write_button("owner-photo-up", name, nth(Key::photo_up, at));
                     if (at + 1 < photos_.size())
                       write_button("owner-photo-down", name, nth(Key::photo_down, at));
                     write_button("owner-photo-remove", name, nth(Key::photo_remove, at));
                   });
                   write_file("photo-" + name, nth(Key::photo_replace, at));
                 });
               });
  }

  void write_button(const char* action, const std::string& name, const std::string& label) {
    w_.element("button type='button' class='button second'",
               {{"data-action", action}, {"value", name}}, label);
  }

  void write_words(const std::string& field, Key label, Key hint, const std::string& value) {
    const std::string id = id_of(book_, field);
    const std::string_view fault = fault_at_(field);
    std::string described = id + "-hint";
    if (!fault.empty()) described += " " + id + "-fault";
    w_.element("p class='field'", [&] {
      w_.element("label", {{"for", id}}, word(label));
      w_.element("span class='hint'", {{"id", id + "-hint"}}, word(hint));
      if (!fault.empty()) w_.element("strong class='fault'", {{"id", id + "-fault"}}, fault);
      w_.void_element("input type='text' data-live", {{"id", id},
                                                      {"name", field},
                                                      {"value", value},
                                                      {"aria-describedby", described},
                                                      {"aria-invalid", "true", !fault.empty()}});
    });
  }

  void write_file(const std::string& field, std::string_view label) {
    const std::string id = "file-" + field;
    const bool faulty = !book_.photo_fault.empty() && field == "photo-add";
    w_.element("p class='field'", [&] {
      w_.element("label", {{"for", id}}, label);
      w_.void_element("input type='file' accept='image/jpeg,image/png,image/webp' data-photo",
                      {{"id", id},
                       {"name", field},
                       {"aria-describedby", "photo-status"},
                       {"aria-invalid", "true", faulty}});
    });
  }

  void write_add() {
    if (photos_.size() >= k_photos_max) {
      w_.element("p class='hint'", word(Key::photo_full));
    } else {
      write_file("photo-add", word(Key::photo_add));
    }
  }

  // Stands there before it says anything, so that it is read out.
  void write_status() {
    w_.element("p id='photo-status' role='status'", [&] {
      if (book_.photo_coming) w_.text(word(Key::photo_coming));
      if (book_.photo_fault.empty()) return;
      w_.element("strong class='fault'", file_fault(sight_.language, book_.photo_fault));
    });
  }

  // Another editor changed the photos since this draft began.
  void write_changed_meanwhile() {
    for (const auto& [field, saying] : book_.draft) {
      if (!is_photo_field(field)) continue;
      const std::string present = said_value(book_, sight_.content, field);
      if (present == saying.was || present == saying.now) continue;
      w_.markup(views::notice({views::Tone::warning, word(Key::photo_changed), {}, ""}));
      return;
    }
  }

  const Book& book_;
  const Sight& sight_;
  const FaultAt& fault_at_;
  const OwnPhotos photos_;
  Writer w_;
};

}  // namespace

Html photo_view(const Book& book, const Sight& sight, const FaultAt& fault_at) {
  return PhotoView(book, sight, fault_at).written();
}

}  // namespace stadtkern::owner
