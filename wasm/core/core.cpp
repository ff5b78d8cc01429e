#include "core/core.hpp"

#include "core/view.hpp"
#include "features/care/update.hpp"
#include "features/directory/map_view.hpp"
#include "features/saved/update.hpp"
#include "features/sync/update.hpp"

namespace stadtkern::core {
namespace {

// How long a page without content waits for what the device keeps.
constexpr std::int64_t k_patience_ms = 700;

// What an event means for the page that is shown. Ordered: the strongest reason wins.
enum class Reason { none, update, input, navigation };

directory::Sight sight_of(const State& state) {
  return {state.sync.content, state.route.language, state.now};
}

// The list that a page shows, also as a map; null on other pages.
directory::ListPage* list_of(Route& route) {
  auto* map = std::get_if<directory::MapPage>(&route.page);
  return map ? &map->list : std::get_if<directory::ListPage>(&route.page);
}

class Navigation {
 public:
  Navigation(State& state, port::Effects& effects) : state_(state), effects_(effects) {}

  Reason operator()(const port::Started& started) {
    state_.build = started.build;
    state_.page_sequence = started.page_sequence;
    state_.route = route_of(started.url);
    state_.started = true;
    state_.patient_until = Instant{state_.now->ms + k_patience_ms};
    effects_.order(port::Wake{state_.patient_until});
    return Reason::update;
  }
  Reason operator()(const port::NavigatedTo& navigated) {
    state_.route = route_of(navigated.url);
    state_.page_sequence = -1;
    return Reason::navigation;
  }
  // Typing narrows the list at once; the address follows, so that reload and bookmark agree.
  Reason operator()(const port::InputChanged& changed) {
    directory::ListPage* list = list_of(state_.route);
    if (list == nullptr || changed.name != "q") return Reason::none;
    const std::string query = directory::query_of(changed.value);
    if (query == list->query) return Reason::none;
    list->query = query;
    list->page = 1;
    if (auto* map = std::get_if<directory::MapPage>(&state_.route.page)) map->view.reset();
    state_.page_sequence = -1;
    return Reason::input;
  }
  Reason operator()(const port::Pressed& pressed) {
    if (pressed.action == "apply_update") effects_.order(port::ApplyUpdate{});
    auto* map = std::get_if<directory::MapPage>(&state_.route.page);
    const bool moves = map && pressed.action == "move";
    if (!moves || !directory::move_map(sight_of(state_), state_.shelves, pressed.value, *map))
      return Reason::none;
    state_.page_sequence = -1;
    return Reason::input;
  }
  Reason operator()(const port::CodeUpdated&) {
    state_.update_ready = true;
    return Reason::update;
  }
  Reason operator()(const port::ClockTicked&) { return Reason::update; }
  template <class Other>
  Reason operator()(const Other&) {
    return Reason::none;
  }

 private:
  State& state_;
  port::Effects& effects_;
};

std::string_view word_of(Reason reason) {
  return reason == Reason::navigation ? "navigation" : reason == Reason::input ? "input" : "update";
}

bool update_care(State& state, const port::Event& event, port::Effects& effects) {
  const care::Around around{event.now,
                            state.sync.content,
                            state.sync.online,
                            state.sync.writer,
                            std::get_if<care::Page>(&state.route.page),
                            state.route.language};
  return care::update(state.care, event, around, effects);
}

// After a wiped device the next page is the next visit: begin to hold content again.
void begin_again(State& state, const port::Event& event, port::Effects& effects) {
  if (!state.sync.wiped || !std::holds_alternative<port::NavigatedTo>(event.fact)) return;
  const std::string town = state.sync.town;
  const int content_revision = state.sync.content_revision;
  state.sync = sync::State();
  state.sync.content_revision = content_revision + 1;
  sync::update(state.sync, {event.now, port::Started{town, "/", state.build, true, -1, {}}},
               effects);
  sync::update(state.sync, {event.now, port::BecameWriter{}}, effects);
  state.shelves.search = directory::ShopIndex();
  state.care = care::State();
  update_care(state, {event.now, port::Started{town, "/", state.build, true, -1, {}}}, effects);
}

void arrange_shelves(State& state, port::Effects& effects) {
  const sync::State& sync = state.sync;
  const directory::Edition edition{sync.content_revision, sync.complete, state.build};
  directory::arrange(state.shelves, sync.content, edition, state.route.language,
                     list_of(state.route), std::holds_alternative<Home>(state.route.page));
  if (sync.writer && sync.complete && sync.storage == sync::Storage::keeping)
    directory::keep(state.shelves.search, sync.content, edition, sync.town, effects);
}

void render(const State& state, Reason reason, port::Effects& effects) {
  const Document document = view(state, Surface::page);
  effects.order(port::Render{word_of(reason), document.title, document.language_tag, document.url,
                             document.page.status, document.page.settled});
}

}  // namespace

std::vector<port::Effect> update(State& state, const port::Event& event) {
  port::Effects effects(state.last_id);
  state.now = event.now;
  const int revision = state.sync.revision;
  Reason reason = std::visit(Navigation(state, effects), event.fact);
  begin_again(state, event, effects);
  sync::update(state.sync, event, effects);
  const saved::Here here{state.sync.content, state.sync.has_content, state.route.language,
                         std::get_if<saved::Page>(&state.route.page)};
  bool changed = saved::update(state.saved, event, here, effects);
  changed |=
      settings::update(state.settings, event, path_of(state.route), state.route.language, effects);
  directory::update(state.shelves.search, event, state.sync.town, list_of(state.route), effects);
  changed |= directory::update(state.nearby, event, state.sync.content,
                               std::get_if<directory::ListPage>(&state.route.page), effects);
  if (state.settings.wiping != settings::Wiping::no && !state.sync.wiped) {
    sync::forget(state.sync, effects);
    saved::forget(state.saved);
    care::forget(state.care, effects);
    usage::forget(state.usage);
  }
  if (!state.sync.wiped) changed |= update_care(state, event, effects);
  changed |= usage::update(state.usage, event, path_of(state.route), effects);
  if (reason == Reason::none && (changed || state.sync.revision != revision))
    reason = Reason::update;
  if (reason == Reason::none || !state.started) return effects.take();
  // A page that says "loading" for an instant costs more time than reading the store.
  if (reason == Reason::update && !state.sync.has_content && sync::is_reading(state.sync) &&
      state.now->ms < state.patient_until.ms)
    return effects.take();
  arrange_shelves(state, effects);
  render(state, reason, effects);
  return effects.take();
}

}  // namespace stadtkern::core
