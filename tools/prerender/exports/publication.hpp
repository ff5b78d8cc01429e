// What exports are made from: the town's content at one moment, and the address under which the
// portal is reached.
#pragma once

#include <charconv>
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "model/content.hpp"
#include "model/shop.hpp"
#include "model/town.hpp"
#include "views/texts.hpp"

namespace stadtkern::prerender {

struct Publication {
  const model::Content& content;
  std::string origin;  // "https://portal.example", without a slash at its end
  Instant now;

  model::Town town() const { return model::Town(content); }
  const model::Collection& shops() const { return content.collection("shops"); }

  // The address of a page or file, given by its path: absolute, because it is read elsewhere.
  std::string address(std::string_view path) const { return origin + std::string(path); }
  std::string address(views::Language language, std::string_view path) const {
    return origin + views::localized(language, path);
  }
};

// A shop's position as written, to the last digit. Nothing where it has none.
inline std::optional<model::Coordinates> exact_position(const model::Shop& shop) {
  if (!shop.position()) return std::nullopt;
  const auto number = [](std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  return model::Coordinates{number(shop.field("lat")), number(shop.field("lon"))};
}

inline constexpr const char* k_atom_path = "/neues.atom";  // behind the language
inline constexpr const char* k_geojson_path = "/schaufenster/alle.geojson";

}  // namespace stadtkern::prerender
