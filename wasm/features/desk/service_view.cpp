#include "features/care/request/wording.hpp"
#include "features/desk/view.hpp"
#include "views/components/button.hpp"
#include "views/components/facts.hpp"

namespace stadtkern::desk {
namespace {

using views::Weight;
using views::Writer;

constexpr std::int64_t k_day_s = 86'400;

void write_device(Writer& w, const Sight& sight, const DeviceLine& device) {
  const std::string id = "d-" + device.name;
  w.element("li", {{"id", id}}, [&] {
    w.element("p", [&] {
      w.element("strong", device.label.empty() ? device.name.substr(0, 8) : device.label);
      const std::string day = care::day_words(sight.language, device.made / k_day_s);
      w.text(", ");
      w.text(words(sight.language, Key::devices_since, {{"day", day}}));
    });
    if (device.name == sight.state.device) {
      w.element("p", words(sight.language, Key::devices_this_one));
      return;
    }
    w.markup(views::button({.text = words(sight.language, Key::devices_revoke),
                            .action = "revoke",
                            .value = device.name,
                            .weight = Weight::danger}));
  });
}

void write_backup(Writer& w, const Sight& sight) {
  w.element("section class='panel' aria-labelledby='backup-title'", [&] {
    w.element("h2 id='backup-title'", words(sight.language, Key::devices_backup));
    w.element("p", words(sight.language, Key::devices_backup_hint));
    w.markup(views::button(
        {.text = words(sight.language, Key::devices_save_backup), .action = "save_backup"}));
  });
}

void write_add(Writer& w, const Sight& sight) {
  w.element("section class='panel' aria-labelledby='add-title'", [&] {
    w.element("h2 id='add-title'", words(sight.language, Key::devices_add));
    w.element("p", words(sight.language, Key::devices_add_hint));
    w.element("form id='add' method='post' data-form='add'", [&] {
      write_hidden(w, "deed", "add_device");
      write_input(
          w, sight, "add",
          {"label", Key::join_label, "text", words(sight.language, Key::devices_add_value), true});
      write_input(w, sight, "add",
                  {"passphrase", Key::devices_passphrase, "password", "", true, Key::desk_title,
                   "current-password"});
      w.markup(views::button({.text = words(sight.language, Key::devices_add_send)}));
    });
  });
}

std::string joined(const std::vector<std::string>& all) {
  std::string line;
  for (const std::string& one : all) line.append(line.empty() ? "" : ", ").append(one);
  return line;
}

void write_profile(Writer& w, const Sight& sight) {
  const views::Language language = sight.language;
  w.element("section class='panel' aria-labelledby='profile-title'", [&] {
    w.element("h2 id='profile-title'", words(language, Key::settings_profile));
    w.element("p", words(language, Key::settings_profile_hint));
    if (const care::Service* own = own_service(sight.state)) {
      const std::string forms = care::words_of(language, care::Field::form, own->profile.forms);
      const std::string places = joined(own->profile.places);
      const views::Fact rows[] = {{words(language, Key::settings_forms), forms, {}},
                                  {words(language, Key::settings_places), places, {}}};
      w.markup(views::facts(rows));
    }
    w.element("form id='levels' method='post' data-form='levels'", [&] {
      write_hidden(w, "deed", "levels");
      const auto all = (1U << care::choices(care::Field::level)) - 1U;
      write_ticks(w, sight, care::Field::level, all, sight.state.levels,
                  words(language, Key::settings_levels));
      w.element("p class='hint'", words(language, Key::settings_levels_hint));
      w.markup(views::button(
          {.text = words(language, Key::settings_save), .weight = Weight::secondary}));
    });
  });
}

void write_telling(Writer& w, const Sight& sight) {
  w.element("section class='panel' aria-labelledby='tell-title'", [&] {
    w.element("h2 id='tell-title'", words(sight.language, Key::settings_tell));
    w.element("p", words(sight.language, Key::settings_tell_hint));
    w.element("form id='tell' method='post' data-form='tell'", [&] {
      write_hidden(w, "deed", "tell_me");
      write_input(w, sight, "tell",
                  {"mail", Key::settings_mail, "email", "", false, Key::desk_title, "email"});
      w.element("fieldset", [&] {
        w.element("div", [&] {
          w.void_element("input type='checkbox' id='tell-push' name='push' value='yes'");
          w.element("label for='tell-push'", words(sight.language, Key::settings_push));
        });
      });
      w.markup(views::button({.text = words(sight.language, Key::settings_tell_send)}));
    });
  });
}

}  // namespace

Html devices(const Sight& sight) {
  Writer w;
  w.element("h1", words(sight.language, Key::nav_devices));
  w.element("p class='lead'", words(sight.language, Key::devices_lead));
  write_outcome(w, sight);
  if (sight.state.is_main) {
    w.element("ul class='requests'", [&] {
      for (const DeviceLine& device : sight.state.devices) write_device(w, sight, device);
    });
    write_backup(w, sight);
    write_add(w, sight);
  } else {
    w.element("p", words(sight.language, Key::devices_guest));
  }
  w.element("p", [&] {
    w.text(words(sight.language, Key::list_digits));
    w.text(": ");
    w.element("span class='digits'", sight.state.digits);
  });
  w.element("details id='leave'", [&] {
    w.element("summary", words(sight.language, Key::devices_leave));
    w.element("p", words(sight.language, Key::devices_leave_hint));
    w.markup(views::button({.text = words(sight.language, Key::devices_leave),
                            .action = "leave",
                            .weight = Weight::danger}));
  });
  return std::move(w).finish();
}

Html settings(const Sight& sight) {
  Writer w;
  w.element("h1", words(sight.language, Key::nav_settings));
  write_outcome(w, sight);
  write_telling(w, sight);
  write_profile(w, sight);
  return std::move(w).finish();
}

}  // namespace stadtkern::desk
