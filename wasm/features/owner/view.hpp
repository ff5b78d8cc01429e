// The owner's page: what to say, the form, how it will look, what was published from here.
#pragma once

#include "features/owner/entry.hpp"
#include "views/page.hpp"
#include "views/texts.hpp"

namespace stadtkern::owner {

struct Sight {
  const model::Content& content;
  views::Language language;
  std::string_view slug;  // of the page, "" for the list of all that this device keeps
  const Html& preview;    // the entry as it will look
};

views::Page view(const State& state, const Sight& sight);

}  // namespace stadtkern::owner
