#include "core/view.hpp"

#include "core/elsewhere.hpp"
#include "core/legal.hpp"
#include "core/services.hpp"
#include "core/status.hpp"
#include "features/care/view.hpp"
#include "features/directory/list_view.hpp"
#include "features/directory/map_view.hpp"
#include "features/directory/shop_view.hpp"
#include "features/directory/wording.hpp"
#include "features/saved/list_view.hpp"
#include "features/sync/update.hpp"
#include "features/usage/section.hpp"
#include "views/components/frame.hpp"
#include "views/components/home.hpp"
#include "views/components/message_page.hpp"
#include "views/components/settings_page.hpp"

namespace stadtkern::core {
namespace {

using views::Key;

class PageOf {
 public:
  PageOf(const State& state, Surface surface) : state_(state), surface_(surface) {
    for (const saved::Entry& entry : state.saved.list) saved_.push_back(entry.id);
  }

  views::Page operator()(const Home&) const {
    const views::Language language = state_.route.language;
    const std::vector<views::Tile> services = services_of(state_.sync.content, language);
    views::Home home;
    const std::string title = words("home-title", Key::home_title);
    const std::string lead = words("home-lead", Key::home_lead);
    const std::string hint = words("home-search-hint", Key::home_search_hint);
    home.title = title;
    home.lead = lead;
    home.search.label = views::text(language, Key::home_search);
    home.search.hint = hint;
    home.search.path = "/schaufenster/";
    home.services = services;
    home.nearby = directory::view_open_now(sight(), state_.shelves);
    views::Page page;
    page.title = title;
    page.description = lead;
    page.main = views::home(language, home);
    page.settled = state_.sync.has_content;
    return page;
  }
  views::Page operator()(const directory::ListPage& list) const {
    const Elsewhere elsewhere(state_.sync.content, state_.route.language, list.query);
    views::Page page = directory::view_list(sight(), state_.shelves, list, elsewhere.links());
    page.settled = state_.sync.has_content;
    return page;
  }
  views::Page operator()(const directory::MapPage& map) const {
    views::Page page = directory::view_map(sight(), state_.shelves, map);
    page.settled = state_.sync.has_content;
    return page;
  }
  views::Page operator()(const directory::ShopPage& shop) const {
    views::Page page = directory::view_shop(sight(), state_.shelves, shop);
    page.settled = page.settled && state_.sync.has_content;
    return page;
  }
  views::Page operator()(const saved::Page& page) const {
    std::vector<std::string> words;
    words.reserve(3 * saved_.size());
    std::vector<views::Card> cards;
    const directory::Sight sight = this->sight();
    for (const std::string& id : saved_) {
      const auto row = sight.shops().find(id);
      cards.push_back(row ? directory::card_of(sight, {sight.shops(), *row}, words)
                          : views::Card{});
    }
    return saved::view(state_.saved,
                       {state_.sync.content, state_.sync.has_content, state_.route.language,
                        surface_ == Surface::page, cards},
                       page);
  }
  views::Page operator()(const Settings&) const {
    std::optional<settings::Device> device;
    if (surface_ == Surface::page) device = settings::Device{kept_text(state_)};
    views::Page page = settings::view(state_.settings, state_.route.language, device);
    page.main.markup +=
        usage::section(state_.route.language, device ? &state_.usage : nullptr).markup;
    return page;
  }
  views::Page operator()(const care::Page& page) const {
    const bool timeless = surface_ == Surface::prerendered;
    views::Page made = care::view({state_.care, state_.sync.content, state_.route.language,
                                   timeless ? std::nullopt : state_.now},
                                  page);
    made.settled = made.settled && state_.sync.has_content;
    return made;
  }
  views::Page operator()(Legal page) const {
    return legal_page(state_.sync.content, page, state_.route.language);
  }
  views::Page operator()(const OwnEntry&) const {
    views::Page page = (*this)(Legal::entry);
    page.indexed = false;
    return page;
  }
  views::Page operator()(const NotFound&) const { return not_found(); }

  directory::Sight sight() const {
    const bool timeless = surface_ == Surface::prerendered;
    if (timeless) return {state_.sync.content, state_.route.language, std::nullopt};
    return {state_.sync.content, state_.route.language, state_.now, &state_.nearby,
            state_.saved.known ? &saved_ : nullptr};
  }

 private:
  std::string words(std::string_view id, Key key) const {
    return directory::town_words(sight(), id, key);
  }
  views::Page not_found() const {
    views::Page page;
    page.title = views::text(state_.route.language, Key::error_not_found);
    page.main = views::not_found_page(state_.route.language);
    page.status = 404;
    page.indexed = false;
    return page;
  }

  const State& state_;
  Surface surface_;
  std::vector<std::string> saved_;
};

// Nothing has ever been stored here, and there is no line to fetch it: say so instead of an empty
// list.
bool is_out_of_reach(const State& state) {
  const sync::State& sync = state.sync;
  const bool reading = sync.gathering && !sync.gathering->waits();
  return sync.restored && !reading && !sync.has_content && !sync.online && state.page_sequence < 0;
}

views::Page page_of(const State& state, Surface surface) {
  views::Page page = std::visit(PageOf(state, surface), state.route.page);
  const bool needs_content = !page.settled;
  if (surface == Surface::page && needs_content && is_out_of_reach(state)) {
    page.main = views::offline_page(state.route.language);
    page.title = views::text(state.route.language, Key::error_offline_page);
    page.settled = true;
    page.status = 200;
  }
  return page;
}

}  // namespace

Document view(const State& state, Surface surface) {
  return document_of(state, surface, page_of(state, surface));
}

Document document_of(const State& state, Surface surface, views::Page page) {
  const views::Language language = state.route.language;
  Document document;
  document.page = std::move(page);
  // Without content even the town's name is missing, and no page goes back in time: what the server
  // sent stays until there is newer.
  if (state.page_sequence >= 0 &&
      (!state.sync.has_content || sync::is_behind(state.sync, state.page_sequence)))
    document.page.settled = false;
  const std::string path = path_of(state.route);
  const model::Town town(state.sync.content);
  std::vector<views::Service> services;
  for (const views::Tile& service : services_of(state.sync.content, language))
    services.push_back({service.title, service.path});
  views::Frame frame;
  frame.language = language;
  const std::string plain_path = path.substr(0, path.find('?'));
  frame.path = plain_path;
  frame.town_name = town.name();
  frame.services = services;
  const std::string promise = directory::town_words({state.sync.content, language, std::nullopt},
                                                    "frame-promise", Key::frame_promise);
  frame.promise = promise;
  frame.credit = town.field_in("credit", views::language_value(language));
  frame.demo = town.field("demo") == "yes";
  if (surface == Surface::page) frame.status = status_of(state);
  document.body = views::frame(frame, document.page.main);
  const std::string name(town.name());
  document.title = name.empty() ? document.page.title
                                : views::text(language, Key::title_page,
                                              {{"page", document.page.title}, {"town", name}});
  document.language_tag = views::language_tag(language);
  document.url =
      std::holds_alternative<NotFound>(state.route.page) ? "" : views::localized(language, path);
  return document;
}

}  // namespace stadtkern::core
