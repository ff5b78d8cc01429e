// One field to search with. Without script it is a form that asks for a page; with it, results come
// while typing.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// A choice that the form keeps while it is sent: open now, a place, …
struct KeptChoice {
  std::string_view name = {};
  std::string_view value = {};
};

struct SearchField {
  Text label = {};
  Text hint = {};              // below the label; may be empty
  std::string_view path = {};  // where it searches, without the language
  Text query = {};             // what is searched for now
  std::span<const KeptChoice> kept = {};
};

// The hidden fields for them.
void write_kept(Writer& w, std::span<const KeptChoice> kept);

Html search_field(Language language, const SearchField& field);

}  // namespace stadtkern::views
