// The search index over the town's shops: built when a search first needs it, and kept on the
// device, so that the next start with a search need not build it.
#pragma once

#include <optional>
#include <string>

#include "features/directory/routes.hpp"
#include "model/content.hpp"
#include "port/effects.hpp"
#include "port/events.hpp"
#include "search/index.hpp"
#include "views/texts.hpp"

namespace stadtkern::directory {

// Which content is at hand, and by whose code it is read.
struct Edition {
  int revision = 0;             // of the lists
  bool complete = true;         // the details are there, too
  std::string_view build = "";  // of the portal
};

struct ShopIndex {
  std::optional<search::Index> index;
  search::Synonyms synonyms;                       // the town's, of the same content
  int made_for = -1;                               // the revision
  bool complete = false;                           // made with the details
  views::Language language = views::Language::de;  // whose words kinds are found by

  bool asked = false;          // whether the device keeps one
  port::EffectId awaited = 0;  // the answer to that
  Bytes found;                 // its answer, until an index is needed
  std::string kept;            // what the device keeps an index of, as far as known
};

// Asks the device for its index, once, where the page is a list (else null).
void update(ShopIndex& shops, const port::Event& event, std::string_view town, const ListPage* list,
            port::Effects& effects);

// Brings the index up to date: takes what the device kept where it is of this content, else builds.
void refresh(ShopIndex& shops, const model::Content& content, const Edition& edition,
             views::Language language);

// Keeps an index of the whole content for the next start. A device that refuses builds again.
void keep(ShopIndex& shops, const model::Content& content, const Edition& edition,
          std::string_view town, port::Effects& effects);

}  // namespace stadtkern::directory
