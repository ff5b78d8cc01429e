// What happens to the entries that this device keeps. Promises: what was typed survives closing the
// tab; a deed is durable before it is sent and stays until the server has answered; what others
// changed is never overwritten without being shown.
#pragma once

#include "features/owner/entry.hpp"
#include "port/effects.hpp"
#include "views/texts.hpp"

namespace stadtkern::owner {

// Where the person is.
struct Place {
  const model::Content& content;
  std::string_view slug;  // of the page of one entry, "" elsewhere
  views::Language language;
};

// True where the page that is shown may have changed.
bool update(State& state, const port::Event& event, const Place& place, port::Effects& effects);

}  // namespace stadtkern::owner
