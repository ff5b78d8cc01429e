// The pages the law asks for. Their words are records of the collection "prose", one per page and a
// field per language, published with the town's own facts in them (tools/importer/prose.ts).
#pragma once

#include "core/route.hpp"
#include "model/content.hpp"
#include "views/page.hpp"

namespace stadtkern::core {

struct Prose {
  std::string_view title;
  std::string_view words;  // as published, "" while they have not arrived
};
Prose prose_of(const model::Content& content, Legal page, views::Language language);

// Not settled while the words have not arrived.
views::Page legal_page(const model::Content& content, Legal page, views::Language language);

}  // namespace stadtkern::core
