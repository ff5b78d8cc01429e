// The pages of the desk.
#pragma once

#include "features/desk/state.hpp"
#include "views/page.hpp"
#include "views/writer.hpp"

namespace stadtkern::desk {

struct Sight {
  const State& state;
  views::Language language;
};

// What stands in <main> at this address, and its title.
views::Page page_of(const Sight& sight, const Route& route);
// The whole body: header, main, footer, and how the desk is doing.
Html frame_of(const Sight& sight, const Route& route, const Html& main);

// door_view.cpp
Html door(const Sight& sight);
Html revoked(const Sight& sight);
// inbox_view.cpp
Html inbox(const Sight& sight);
// "Pflege zu Hause, Hagenow"
std::string headline(const Sight& sight, const care::Request& request);
void write_fit(views::Writer& w, const Sight& sight, const care::Request& request);
// request_view.cpp
Html request(const Sight& sight, const Thread& thread);
// service_view.cpp
Html devices(const Sight& sight);
Html settings(const Sight& sight);

// What went wrong, or well, with the last thing that was tried here.
void write_outcome(views::Writer& w, const Sight& sight);
struct Input {
  const char* name;
  Key label;
  const char* type = "text";
  std::string_view value = {};
  bool required = false;
  Key hint = Key::desk_title;  // desk_title: none
  const char* autocomplete = "off";
};
// A label with its field. `form` makes the ids unique in the page.
void write_input(views::Writer& w, const Sight& sight, const char* form, const Input& input);
void write_hidden(views::Writer& w, const char* name, std::string_view value);
// Ticks of the choices of a field. Requires: `title` outlives the call.
void write_ticks(views::Writer& w, const Sight& sight, care::Field field, care::Chosen offered,
                 care::Chosen ticked, views::Text title);

}  // namespace stadtkern::desk
