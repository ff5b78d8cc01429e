// Facts as pairs of a name and a value. Pairs without a value are left out.
#pragma once

#include <span>

#include "views/writer.hpp"

namespace stadtkern::views {

struct Fact {
  Text name = {};
  Text value = {};            // line feeds in it become line breaks
  std::string_view url = {};  // makes the value a link; may be empty
};

// Nothing where no fact has a value.
Html facts(std::span<const Fact> facts);

// Words whose line feeds become line breaks.
void write_lines(Writer& w, Text words);

}  // namespace stadtkern::views
