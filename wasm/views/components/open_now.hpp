// What is open now, on the home page: some entries, the way to all of them, and a button for those
// near by.
#pragma once

#include "views/components/card.hpp"

namespace stadtkern::views {

struct OpenNow {
  CardList list = {};  // without cards nothing is open, which is said
  Text all_text = {};
  std::string_view all_url = {};
  Html near = {};  // from where distances are measured; may be empty
};

Html open_now(Language language, const OpenNow& open);

}  // namespace stadtkern::views
