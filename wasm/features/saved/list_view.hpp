// The page of the saved list. Everything personal in it is one slot: pre-rendered it says why.
#pragma once

#include "features/saved/routes.hpp"
#include "features/saved/state.hpp"
#include "model/content.hpp"
#include "views/components/card.hpp"
#include "views/page.hpp"
#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::saved {

struct Sight {
  const model::Content& content;
  bool content_known;  // false: nobody can say which shops have vanished
  views::Language language;
  bool on_device;  // false: pre-rendered
  // What the shop window shows of each entry of the list, in its order; without an address where a
  // shop has vanished.
  std::span<const views::Card> cards = {};
};

// Any page of this feature.
views::Page view(const State& state, const Sight& sight, const Page& page);

// Says what was removed last, and offers it back.
void write_way_back(views::Writer& w, const State& state, views::Language language);

views::Page view_list(const State& state, const Sight& sight, const ListPage& page);

}  // namespace stadtkern::saved
