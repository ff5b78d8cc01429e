#include "desk/desk.hpp"

namespace stadtkern::desk_program {
namespace {

// "update" unless a person went to another page.
std::string_view follow(State& state, const port::Event& event, port::Effects& effects) {
  if (const auto* started = std::get_if<port::Started>(&event.fact)) {
    state.route = desk::route_of(started->url);
    state.started = true;
  } else if (const auto* navigated = std::get_if<port::NavigatedTo>(&event.fact)) {
    state.route = desk::route_of(navigated->url);
    return "navigation";
  } else if (const auto* pressed = std::get_if<port::Pressed>(&event.fact)) {
    if (pressed->action == "apply_update") effects.order(port::ApplyUpdate{});
  }
  return "update";
}

}  // namespace

std::vector<port::Effect> update(State& state, const port::Event& event) {
  port::Effects effects(state.last_id);
  const std::string_view reason = follow(state, event, effects);
  const bool changed = desk::update(state.desk, event, state.route, effects);
  if (!state.started || (!changed && reason == "update")) return effects.take();
  const Document document = view(state, Surface::page);
  effects.order(port::Render{reason, document.title, document.language_tag, document.url,
                             document.page.status, document.page.settled});
  return effects.take();
}

Document view(const State& state, Surface) {
  const desk::Sight sight{state.desk, state.route.language};
  Document document;
  document.page = desk::page_of(sight, state.route);
  document.title = document.page.title;
  document.language_tag = views::language_tag(state.route.language);
  if (state.route.place != desk::Place::not_found) document.url = desk::path_of(state.route);
  document.body = desk::frame_of(sight, state.route, document.page.main);
  return document;
}

}  // namespace stadtkern::desk_program
