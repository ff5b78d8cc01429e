#include "views/components/settings_page.hpp"

#include "views/components/button.hpp"
#include "views/components/frame.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::views {
namespace {

void write_language_choice(Writer& w, Language language) {
  w.element("form id='settings' method='post' data-form='settings'", [&] {
    w.element("fieldset class='choices' aria-describedby='language-hint'", [&] {
      w.element("legend", text(language, Key::settings_language));
      w.element("p id='language-hint' class='hint'", text(language, Key::settings_language_hint));
      for (const Language one : k_languages) {
        const std::string id = std::string("language-").append(language_value(one));
        w.element("div", [&] {
          w.void_element(
              "input type='radio' name='language'",
              {{"id", id}, {"value", language_value(one)}, {"checked", "", one == language}});
          w.element("label", {{"for", id}, {"lang", language_tag(one)}}, language_name(one));
        });
      }
    });
    w.markup(button({.text = text(language, Key::settings_apply), .weight = Weight::secondary}));
  });
}

void write_device(Writer& w, Language language, const SettingsPage& page) {
  w.element("section aria-labelledby='device-heading'", [&] {
    w.element("h2 id='device-heading'", text(language, Key::settings_device));
    w.element("p id='kept' class='kept' data-slot", page.kept);
    w.element("details id='wipe' class='wipe'", [&] {
      w.element("summary", text(language, Key::settings_wipe));
      w.element("p", text(language, Key::settings_wipe_explain));
      w.markup(button({.text = text(language, Key::settings_wipe_confirm),
                       .action = "wipe",
                       .weight = Weight::danger}));
    });
  });
}

}  // namespace

Html settings_page(Language language, const SettingsPage& page) {
  Writer w;
  w.element("h1", text(language, Key::settings_title));
  w.element("p class='lead'", text(language, Key::settings_lead));
  if (page.wiped) {
    w.markup(notice({.tone = Tone::success, .message = text(language, Key::settings_wiped)}));
  }
  write_language_choice(w, language);
  write_device(w, language, page);
  return std::move(w).finish();
}

}  // namespace stadtkern::views
