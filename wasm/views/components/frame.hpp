// What stands around every page: skip link, town, languages, services, legal links, and the place
// where the portal says how it is doing. Everything inside <body> except what a page itself brings.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Service {
  Text name = {};
  std::string_view path = {};  // without the language: "/schaufenster/"
};

struct Frame {
  Language language;
  std::string_view path = {};  // of the page, without language and query
  Text town_name = {};
  std::span<const Service> services = {};
  Text promise = {};  // what the town stands for, in a few words
  Text credit = {};   // who the content comes from, as its licence demands; may be empty
  bool demo = false;  // says on every page that invented entries are among the content
  Html status = {};   // how the portal is doing: notice() or nothing; empty in pre-rendered pages
};

// The name of a language in that language.
std::string_view language_name(Language language);

Html frame(const Frame& facts, const Html& main);

}  // namespace stadtkern::views
