// The pages the law asks for: their words are the portal's, the facts in them the town's.
#pragma once

#include "core/route.hpp"
#include "model/town.hpp"
#include "views/page.hpp"

namespace stadtkern::core {

views::Page legal_page(const model::Town& town, Legal page, views::Language language);

}  // namespace stadtkern::core
