// Pages outside the shop window that a search may have meant: found by the words they say.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/content.hpp"
#include "views/components/chips.hpp"

namespace stadtkern::core {

class Elsewhere {
 public:
  // Pages that have every word of the query, each at least three letters long, or a word that
  // begins with its stem: what the town offers first, then the pages that only speak of it.
  Elsewhere(const model::Content& content, views::Language language, std::string_view query);
  Elsewhere(const Elsewhere&) = delete;  // links point into it
  Elsewhere& operator=(const Elsewhere&) = delete;

  std::span<const views::Chip> links() const { return links_; }

 private:
  std::vector<std::string> urls_;
  std::vector<views::Chip> links_;
};

}  // namespace stadtkern::core
