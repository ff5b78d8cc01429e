// What a person decides for this device: the language, and that everything here be forgotten.
#pragma once

#include <optional>
#include <string>

#include "port/effects.hpp"
#include "port/events.hpp"
#include "views/page.hpp"
#include "views/texts.hpp"

namespace stadtkern::settings {

// Wiping goes through these in order: the store's keys, the store, then what the shell holds.
enum class Wiping { no, listing, deleting, shell, done };

struct State {
  std::string town;
  std::optional<views::Language> preferred;
  bool entered =
      false;  // the first page of this visit was shown; the preference no longer redirects
  Wiping wiping = Wiping::no;
  port::EffectId awaited = 0;
  port::EffectId preference_load = 0;
};

// `path` is the current page without language. True where the page that is shown may have changed.
bool update(State& state, const port::Event& event, std::string_view path, views::Language language,
            port::Effects& effects);

// What the page says of this device; without it the page is pre-rendered.
struct Device {
  std::string kept;  // "Gespeichert sind …"
};
views::Page view(const State& state, views::Language language, const std::optional<Device>& device);

// Stored: the key of the preferences.
std::string settings_key(std::string_view town);

}  // namespace stadtkern::settings
