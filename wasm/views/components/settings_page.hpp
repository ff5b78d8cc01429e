// Settings of this device: the language, what is stored, and one button that forgets everything.
#pragma once

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct SettingsPage {
  Text kept = {};      // how much is stored and of when; a slot, empty in pre-rendered pages
  bool wiped = false;  // says that it has just been done
};

// Sends `input_changed` of form "settings", name "language", value "de", "en" or "leicht"; and
// `pressed` "wipe".
Html settings_page(Language language, const SettingsPage& page);

}  // namespace stadtkern::views
