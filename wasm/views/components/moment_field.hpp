// A day and a time to choose, behind a line that opens it: which shops are open then. The device's
// own picker is used; without script nobody could answer, so it is not shown then.
#pragma once

#include "views/components/search_field.hpp"

namespace stadtkern::views {

struct MomentField {
  std::string_view path = {};             // of the list, without the language
  std::string_view value = {};            // "2026-11-23T18:00", "" where none was chosen
  std::span<const KeptChoice> kept = {};  // other choices that stay
};

Html moment_field(Language language, const MomentField& field);

}  // namespace stadtkern::views
