// The addresses of the desk. All lie below /anbieter/, the language behind it, so that one service
// worker covers them: /anbieter/, /anbieter/en/anfrage/?nr=ID.
#pragma once

#include <string>
#include <string_view>

#include "views/texts.hpp"

namespace stadtkern::desk {

enum class Place { inbox, request, join, devices, settings, not_found };

struct Route {
  views::Language language = views::Language::de;
  Place place = Place::inbox;
  std::string thread;  // of a request
  bool operator==(const Route&) const = default;
};

// Never fails: an address that is none is a page that does not exist.
Route route_of(std::string_view url);
std::string path_of(const Route& route);
std::string path_of(views::Language language, Place place);

}  // namespace stadtkern::desk
