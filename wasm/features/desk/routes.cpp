#include "features/desk/routes.hpp"

#include <span>

#include "base/url.hpp"
#include "wire/sealed.hpp"

namespace stadtkern::desk {
namespace {

// By place; "" is the inbox, and what does not exist.
constexpr std::string_view k_segments[] = {"",        "anfrage",       "beitreten",
                                           "geraete", "einstellungen", ""};

}  // namespace

Route route_of(std::string_view text) {
  Route route;
  route.place = Place::not_found;
  const auto url = parse_url(text);
  if (!url.ok() || url.value().segments.empty() || url.value().segments[0] != "anbieter")
    return route;
  std::span<const std::string> rest(url.value().segments);
  rest = rest.subspan(1);
  for (const views::Language one : {views::Language::en, views::Language::leicht}) {
    if (rest.empty() || rest[0] != views::language_value(one)) continue;
    route.language = one;
    rest = rest.subspan(1);
    break;
  }
  if (rest.empty()) route.place = Place::inbox;
  if (rest.size() != 1) return route;
  for (const Place one : {Place::request, Place::join, Place::devices, Place::settings}) {
    if (rest[0] == k_segments[static_cast<std::size_t>(one)]) route.place = one;
  }
  route.thread = url.value().parameter("nr");
  if (!wire::is_relay_id(route.thread)) route.thread.clear();
  return route;
}

std::string path_of(views::Language language, Place place) {
  std::string path = "/anbieter/";
  if (language != views::Language::de) path.append(views::language_value(language)).append("/");
  const std::string_view segment = k_segments[static_cast<std::size_t>(place)];
  return segment.empty() ? path : path.append(segment).append("/");
}

std::string path_of(const Route& route) {
  std::string path = path_of(route.language, route.place);
  if (route.place == Place::request) path += "?nr=" + route.thread;
  return path;
}

}  // namespace stadtkern::desk
