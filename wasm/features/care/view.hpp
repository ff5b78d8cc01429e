// The pages of the care finder.
#pragma once

#include "features/care/state.hpp"
#include "views/page.hpp"

namespace stadtkern::care {

struct Sight {
  const State& state;
  const model::Content& content;
  views::Language language;
  std::optional<Instant> now;  // nothing in pre-rendered pages: they know neither time nor person
};

views::Page view(const Sight& sight, const Page& page);

// The parts, each in a file of its own.
Html home_page(const Sight& sight);
Html step_page(const Sight& sight, Step step);
Html thread_page(const Sight& sight, int number);
Html restore_page(const Sight& sight);

// The receipt as code and QR.
Html receipt(views::Language language, BytesView secret);
// What stands in place of a page that needs what this device does not hold.
Html say(const Sight& sight, views::Key key);
// The words of a page of prose ("care", "care-help"), as the town published them.
Html prose(const Sight& sight, std::string_view record);

}  // namespace stadtkern::care
