// The page of the saved list. Everything personal in it is one slot: pre-rendered it is empty.
#pragma once

#include "features/saved/routes.hpp"
#include "features/saved/state.hpp"
#include "model/content.hpp"
#include "views/page.hpp"
#include "views/texts.hpp"

namespace stadtkern::saved {

struct Sight {
  const model::Content& content;
  bool content_known;  // false: nobody can say which shops have vanished
  views::Language language;
  bool on_device;  // false: pre-rendered
};

views::Page view_list(const State& state, const Sight& sight, const ListPage& page);

}  // namespace stadtkern::saved
