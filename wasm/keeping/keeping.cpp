#include "keeping/keeping.hpp"

#include "features/directory/shop_view.hpp"
#include "features/owner/update.hpp"
#include "features/owner/view.hpp"

namespace stadtkern::keeping {
namespace {

// Who is no owner yet reads what citizens read: how to become one.
const core::OwnEntry* page_in(const State& state) {
  return owner::concerns(state.owner) ? std::get_if<core::OwnEntry>(&state.core.route.page)
                                      : nullptr;
}

// The shop's own page, with what its owner says laid over.
Html preview_of(const State& state, const std::string& slug) {
  const owner::Book* book = owner::find_book(state.owner, slug);
  if (book == nullptr) return {};
  const wire::Fields said = owner::shown_fields(*book);
  directory::Sight sight{state.core.sync.content, state.core.route.language, state.core.now};
  sight.said = &said;
  return directory::view_shop(sight, state.core.shelves, {slug}).main;
}

views::Page page_of(const State& state, const core::OwnEntry& page) {
  const Html preview = preview_of(state, page.slug);
  views::Page made = owner::view(
      state.owner, {state.core.sync.content, state.core.route.language, page.slug, preview});
  made.settled = made.settled && state.core.sync.has_content;
  return made;
}

port::Render render_of(const State& state, std::string_view reason) {
  const core::Document document = view(state, core::Surface::page);
  return {reason,       document.title,       document.language_tag,
          document.url, document.page.status, document.page.settled};
}

}  // namespace

std::vector<port::Effect> update(State& state, const port::Event& event) {
  std::vector<port::Effect> effects = core::update(state.core, event);
  port::Effects more(state.core.last_id);
  const auto* route = std::get_if<core::OwnEntry>(&state.core.route.page);
  const bool changed =
      owner::update(state.owner, event,
                    {state.core.sync.content, route != nullptr ? std::string_view(route->slug) : "",
                     state.core.route.language},
                    more);
  const core::OwnEntry* page = page_in(state);
  bool rendered = false;
  for (port::Effect& effect : effects) {
    auto* render = std::get_if<port::Render>(&effect);
    if (render == nullptr) continue;
    rendered = true;
    if (page != nullptr) *render = render_of(state, render->reason);
  }
  if (changed && route != nullptr && !rendered && state.core.started)
    effects.emplace_back(render_of(state, "update"));
  for (port::Effect& effect : more.take()) effects.push_back(std::move(effect));
  return effects;
}

core::Document view(const State& state, core::Surface surface) {
  const core::OwnEntry* page = page_in(state);
  if (page == nullptr || surface != core::Surface::page) return core::view(state.core, surface);
  return core::document_of(state.core, surface, page_of(state, *page));
}

}  // namespace stadtkern::keeping
