// Identifiers that cannot be mixed up: Id<struct Shop> is not an Id<struct Town>.
#pragma once

#include <compare>
#include <string>

namespace stadtkern {

template <class Tag>
struct Id {
  std::string value;
  auto operator<=>(const Id&) const = default;
};

}  // namespace stadtkern
