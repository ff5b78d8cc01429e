// From where "near" is measured: from this device, whose position is asked for once, when the
// person wants it, or from a place that they choose. It lives in memory alone: it is never stored,
// sent or part of an address.
#pragma once

#include <optional>
#include <string>

#include "features/directory/routes.hpp"
#include "features/directory/wording.hpp"
#include "port/effects.hpp"
#include "port/events.hpp"

namespace stadtkern::directory {

struct Nearby {
  enum class Asked { no, under_way, denied, unavailable };
  Asked asked = Asked::no;
  port::EffectId awaited = 0;
  std::optional<model::Coordinates> from;
  std::string place;  // the place chosen; "" where `from` is this device
};

// True where the page that is shown may have changed. A list (null on other pages) is put in order
// of distance once that is known.
bool update(Nearby& nearby, const port::Event& event, const model::Content& content, ListPage* list,
            port::Effects& effects);

// "450 m", "2,3 km", "12 km"; "" without a position on either side.
std::string distance_text(const Sight& sight, const model::Shop& shop);

// What there is to say about it on a list, with a place to choose where that helps. Empty for a
// person who has not asked.
Html nearby_panel(const Sight& sight, const ListPage& page);

}  // namespace stadtkern::directory
