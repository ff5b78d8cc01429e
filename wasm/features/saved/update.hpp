// What each event does to the saved list. Deterministic.
#pragma once

#include "features/saved/routes.hpp"
#include "features/saved/state.hpp"
#include "model/content.hpp"
#include "port/effects.hpp"
#include "views/texts.hpp"

namespace stadtkern::saved {

// Where an event found the person. `page` is null outside the saved list.
struct Here {
  const model::Content& content;
  bool content_known;  // false: nobody can say which shops the town has
  views::Language language;
  const Page* page;
};

// True where the page that is shown may have changed.
bool update(State& state, const port::Event& event, const Here& here, port::Effects& effects);

// Forgets what is held in memory, because the person wiped this device: nothing under way is
// answered, nothing is written again until something new is saved.
void forget(State& state);

// Stored: the key of the list.
std::string saved_key(std::string_view town);

}  // namespace stadtkern::saved
