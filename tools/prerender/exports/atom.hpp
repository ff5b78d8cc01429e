// What is new in the shop window, as an Atom feed (RFC 4287).
#pragma once

#include <string>

#include "exports/news.hpp"
#include "exports/publication.hpp"

namespace stadtkern::prerender {

inline constexpr std::size_t k_atom_entries_max = 50;

std::string atom(const Publication& publication, const News& news, views::Language language);

}  // namespace stadtkern::prerender
