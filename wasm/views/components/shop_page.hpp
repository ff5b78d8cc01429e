// One shop with everything the town knows of it. What is not known takes no room.
#pragma once

#include <optional>
#include <span>

#include "views/components/card.hpp"
#include "views/components/contact.hpp"
#include "views/components/facts.hpp"
#include "views/components/photo.hpp"
#include "views/components/week_table.hpp"

namespace stadtkern::views {

struct ShopPage {
  Text name;
  std::string_view kind = {};  // see kinds.hpp
  Text kind_text = {};
  Text place = {};
  bool invented = false;
  OpenState open = {};    // the sentence ("geöffnet bis 18 Uhr"); a slot
  Text closed_from = {};  // the first day of a temporary closure; may be empty
  Text closed_reason = {};
  Text closed_until = {};  // the last day of a temporary closure, as people write it
  std::span<const Photo> photos = {};
  Text summary = {};
  Text description = {};                  // paragraphs separated by line feeds
  std::span<const Text> assortment = {};  // one kind of goods each
  Contact contact = {};
  Html map = {};                       // where it is
  std::optional<WeekTable> week = {};  // nothing where the hours are unknown
  Text hours_note = {};  // what the table cannot say: holidays, seasons, "by appointment"
  std::span<const Fact> facts = {};  // delivery, payment, accessibility, …
  Text confirmed_on = {};            // a day, as people write it
  Text source = {};
  std::string_view owner_url = {};  // where its owner keeps it right
  Html actions = {};                // buttons: save, print, …
};

Html shop_page(Language language, const ShopPage& shop);

}  // namespace stadtkern::views
