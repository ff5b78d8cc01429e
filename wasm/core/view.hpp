// The page for a state.
#pragma once

#include "core/core.hpp"
#include "views/page.hpp"

namespace stadtkern::core {

enum class Surface {
  page,        // as a person sees it, slots filled
  prerendered  // as it is the same for everybody at any time: slots empty
};

struct Document {
  views::Page page;          // its own part, in <main>
  std::string title;         // of the window: page and town
  std::string language_tag;  // BCP 47
  std::string url;           // the address it stands for, with language
  Html body;                 // everything inside <div id="page">
};

Document view(const State& state, Surface surface);
// The same frame around another page.
Document document_of(const State& state, Surface surface, views::Page page);

}  // namespace stadtkern::core
