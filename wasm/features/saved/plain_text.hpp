// The saved list as plain text, for paper and mail.
#pragma once

#include "features/saved/list.hpp"
#include "model/content.hpp"
#include "views/texts.hpp"

namespace stadtkern::saved {

// "2 kg Kartoffeln".
std::string line_text(const Line& line);

// Each shop with how to reach it, its note and its order; lines end with a line feed.
std::string plain_text(const List& list, const model::Content& content, views::Language language);

}  // namespace stadtkern::saved
