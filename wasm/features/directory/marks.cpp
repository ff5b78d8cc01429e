#include "features/directory/marks.hpp"

namespace stadtkern::directory {

// Writes a text with its marks; nothing where there is none.
bool Marks::add(views::Writer& writer, std::string_view text) const {
  const search::Pile<search::Range> ranges = wanted_.ranges(text);
  if (ranges.empty()) return false;
  std::size_t at = 0;
  for (const search::Range& range : ranges) {
    writer.text(text.substr(at, range.begin - at));
    writer.element("mark", views::Text(text.substr(range.begin, range.end - range.begin)));
    at = range.end;
  }
  writer.text(text.substr(at));
  return true;
}

Html Marks::marked(views::Text text) const {
  views::Writer writer;
  add(writer, text.value);
  return std::move(writer).finish();
}

// The goods that were meant, three at most.
Html Marks::found_in_goods(const model::Shop& shop) const {
  views::Writer all;
  int found = 0;
  for (const std::string_view goods : model::items_of(shop.field("assortment"))) {
    views::Writer one;
    if (!add(one, goods)) continue;
    if (found > 0) all.text(", ");
    all.markup(std::move(one).finish());
    if (++found == 3) break;
  }
  return std::move(all).finish();
}

void Marks::mark(const model::Shop& shop, views::Card& card) const {
  card.name_html = marked(card.name);
  card.kind_html = marked(card.kind_text);
  card.found_html = found_in_goods(shop);
  const bool explained = !card.name_html.markup.empty() || !card.kind_html.markup.empty() ||
                         !card.found_html.markup.empty() || speaks_of(card.place.value);
  if (!explained) card.found_html = marked(shop.field("summary"));
}

}  // namespace stadtkern::directory
