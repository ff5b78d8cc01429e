// Markup as a type of its own. Only views/writer.hpp makes it from text, and it escapes.
#pragma once

#include <string>

namespace stadtkern {

struct Html {
  std::string markup;
};

}  // namespace stadtkern
