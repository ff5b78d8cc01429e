// From where distances are measured, in words, and a place to choose instead.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct PlaceChoice {
  std::string_view id = {};
  Text name = {};
  bool chosen = false;
};

struct PlaceField {
  Text words = {};
  std::span<const PlaceChoice> places = {};  // without any, there is nothing to choose
  bool open = false;                         // the choice is in sight at once
};

Html place_field(Language language, const PlaceField& field);

}  // namespace stadtkern::views
