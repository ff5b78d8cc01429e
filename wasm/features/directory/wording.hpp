// How the shop window says things: kinds, places, photos, opening states. And what a view of it may
// look at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "model/content.hpp"
#include "model/shop.hpp"
#include "model/town.hpp"
#include "views/components/card.hpp"
#include "views/components/photo.hpp"
#include "views/components/save_mark.hpp"
#include "views/texts.hpp"

namespace stadtkern::directory {

struct Nearby;

// Everything a page of the shop window is made of. Without `now`, slots stay empty: so pages are
// pre-rendered.
struct Sight {
  const model::Content& content;
  views::Language language;
  std::optional<Instant> now;
  const Nearby* nearby = nullptr;
  const std::vector<std::string>* saved = nullptr;  // ids of saved shops; null where nobody knows
  const wire::Fields* said = nullptr;  // laid over the one shop that is shown: a preview

  views::Mark mark_of(std::string_view id) const;
  model::Town town() const { return model::Town(content); }
  const model::Collection& shops() const { return content.collection("shops"); }
};

// A text of the portal, in the town's own words where town.json brings some under `id`; {town} is
// its name. Which texts a town may say itself stands in tools/demo/README.md.
std::string town_words(const Sight& sight, std::string_view id, views::Key key);

// What a kind is called, as the town names it. Views live as long as the content.
std::string_view kind_text(const Sight& sight, std::string_view kind);

// "2026-05-01" (ISO 8601) as people write it: "01.05.2026" in German. What is no date stays as it
// is.
std::string date_text(std::string_view date, views::Language language);

views::Photo photo_of(const model::Photo& photo);

}  // namespace stadtkern::directory
