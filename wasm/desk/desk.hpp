// The provider's desk as one deterministic program: a state, what each event does to it, and what a
// page looks like for it. As core/core.hpp, for the people who answer.
#pragma once

#include <string>
#include <vector>

#include "features/desk/update.hpp"
#include "features/desk/view.hpp"
#include "port/effects.hpp"

namespace stadtkern::desk_program {

inline constexpr const char* k_database_prefix = "stadtkern-desk-";

struct State {
  desk::Route route;
  bool started = false;
  desk::State desk;
  port::EffectId last_id = 0;
};

enum class Surface { page, prerendered };

struct Document {
  views::Page page;
  std::string title;
  std::string language_tag;
  std::string url;
  Html body;
};

std::vector<port::Effect> update(State& state, const port::Event& event);
// There is nothing to pre-render: both surfaces are the same.
Document view(const State& state, Surface surface);

}  // namespace stadtkern::desk_program
