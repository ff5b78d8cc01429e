#include "core/route.hpp"

#include <span>

#include "wire/names.hpp"

namespace stadtkern::core {
namespace {

struct LegalPath {
  std::string_view segment;
  Legal page;
};
constexpr LegalPath k_legal[] = {{"impressum", Legal::imprint},
                                 {"datenschutz", Legal::privacy},
                                 {"barrierefreiheit", Legal::accessibility},
                                 {"quellen", Legal::sources}};

struct PathOf {
  std::string operator()(const Home&) const { return "/"; }
  std::string operator()(const directory::ListPage& page) const { return directory::path_of(page); }
  std::string operator()(const directory::ShopPage& page) const { return directory::path_of(page); }
  std::string operator()(const directory::MapPage& page) const { return directory::path_of(page); }
  std::string operator()(const saved::Page& page) const { return saved::path_of(page); }
  std::string operator()(const care::Page& page) const { return care::path_of(page); }
  std::string operator()(const Settings&) const { return "/einstellungen/"; }
  std::string operator()(const OwnEntry& own) const {
    return "/mein-eintrag/" + (own.slug.empty() ? "" : "?eintrag=" + own.slug);
  }
  std::string operator()(Legal page) const {
    return "/" + std::string(k_legal[static_cast<std::size_t>(page)].segment) + "/";
  }
  std::string operator()(const NotFound&) const { return "/"; }
};

void read_page(std::span<const std::string> segments, const Url& url, Route& route) {
  route.page = NotFound{};
  if (segments.empty()) {
    route.page = Home{};
  } else if (segments[0] == "schaufenster") {
    const auto page = directory::parse_page(segments.subspan(1), url);
    if (page) std::visit([&](const auto& known) { route.page = known; }, *page);
  } else if (segments[0] == "pflege") {
    if (const auto page = care::parse_page(segments.subspan(1))) route.page = *page;
  } else if (segments[0] == "merkliste") {
    const auto page = saved::parse_page(segments.subspan(1), url);
    if (page) route.page = *page;
  } else if (segments.size() == 1 && segments[0] == "einstellungen") {
    route.page = Settings{};
  } else if (segments.size() == 1 && segments[0] == "mein-eintrag") {
    const std::string_view slug = url.parameter("eintrag");
    route.page = OwnEntry{wire::is_record_id(slug) ? std::string(slug) : ""};
  } else if (segments.size() == 1) {
    for (const LegalPath& legal : k_legal) {
      if (segments[0] == legal.segment) route.page = legal.page;
    }
  }
}

}  // namespace

Route route_of(std::string_view text) {
  Route route;
  const auto url = parse_url(text);
  if (!url.ok()) {
    route.page = NotFound{};
    return route;
  }
  std::span<const std::string> segments = url.value().segments;
  if (!segments.empty() && segments[0] == "en") route.language = views::Language::en;
  if (!segments.empty() && segments[0] == "leicht") route.language = views::Language::leicht;
  if (route.language != views::Language::de) segments = segments.subspan(1);
  read_page(segments, url.value(), route);
  return route;
}

std::string path_of(const Route& route) {
  return std::visit(PathOf{}, route.page);
}

}  // namespace stadtkern::core
