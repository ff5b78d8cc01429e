// What of a shop a search speaks of: marked in its name and kind, and shown beside them where it is
// something else.
#pragma once

#include "model/shop.hpp"
#include "search/highlight.hpp"
#include "views/components/card.hpp"

namespace stadtkern::directory {

class Marks {
 public:
  Marks(std::string_view query, const search::Synonyms& synonyms) : wanted_(query, &synonyms) {}

  // Marks the words that the card has already.
  void mark(const model::Shop& shop, views::Card& card) const;

  // Whether the text has anything to mark.
  bool speaks_of(std::string_view text) const { return !wanted_.ranges(text).empty(); }

 private:
  bool add(views::Writer& writer, std::string_view text) const;
  Html marked(views::Text text) const;
  Html found_in_goods(const model::Shop& shop) const;

  search::Highlighter wanted_;
};

}  // namespace stadtkern::directory
