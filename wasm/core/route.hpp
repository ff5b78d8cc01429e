// Which page an address means. URLs are the state that matters: everything a page shows follows
// from its address and the content.
#pragma once

#include <string>
#include <variant>

#include "base/url.hpp"
#include "features/care/routes.hpp"
#include "features/directory/routes.hpp"
#include "features/saved/routes.hpp"
#include "views/texts.hpp"

namespace stadtkern::core {

struct Home {
  bool operator==(const Home&) const = default;
};
struct Settings {
  bool operator==(const Settings&) const = default;
};
// What the owner of an entry keeps right, "/mein-eintrag/?eintrag=SLUG". The citizen's program
// says how to become one who may (wasm/keeping shows the rest).
struct OwnEntry {
  std::string slug;  // "" for all that this device keeps
  bool operator==(const OwnEntry&) const = default;
};
// `entry` has no address of its own: OwnEntry shows it.
enum class Legal { imprint, privacy, accessibility, sources, entry };
struct NotFound {
  bool operator==(const NotFound&) const = default;
};

struct Route {
  views::Language language = views::Language::de;
  std::variant<Home, directory::ListPage, directory::ShopPage, directory::MapPage, saved::Page,
               care::Page, Settings, Legal, OwnEntry, NotFound>
      page;
  bool operator==(const Route&) const = default;
};

// Never fails: an address that is none is a page that does not exist.
Route route_of(std::string_view url);

// The address of a route without its language ("/schaufenster/hof-x/"); "/" for NotFound.
std::string path_of(const Route& route);

}  // namespace stadtkern::core
