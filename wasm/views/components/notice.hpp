// A message about the state of the portal or of an entry: what happened, and at most one thing to
// do about it.
#pragma once

#include "views/writer.hpp"

namespace stadtkern::views {

enum class Tone { info, success, warning, danger };

struct Notice {
  Tone tone = Tone::info;
  Text message = {};
  Text action_text = {};         // of a button that `pressed` reports; empty for none
  std::string_view action = {};  // its data-action
};

Html notice(const Notice& notice);

}  // namespace stadtkern::views
