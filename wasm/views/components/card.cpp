#include "views/components/card.hpp"

#include "views/kinds.hpp"

namespace stadtkern::views {
namespace {

void write_either(Writer& w, const Html& html, Text text) {
  if (html.markup.empty()) {
    w.text(text);
  } else {
    w.markup(html);
  }
}

void write_what_and_where(Writer& w, Language language, const Card& card) {
  w.element("p", [&] {
    write_either(w, card.kind_html, card.kind_text);
    if (!card.kind_text.empty() && !card.place.empty()) w.text(" · ");
    w.text(card.place);
    if (!card.invented) return;
    w.text(" ");
    w.element("small", text(language, Key::shop_invented));
  });
}

void write_card(Writer& w, Language language, const Card& card) {
  w.element("li", {{"id", card.id}}, [&] {
    write_face(w, language, card);
    write_save_mark(w, language, card.record, card.name, card.mark);
  });
}

}  // namespace

void write_open_state(Writer& w, const OpenState& state) {
  static constexpr std::string_view k_classes[] = {"state", "state open", "state closed",
                                                   "state unknown"};
  w.element("span data-slot", {{"class", k_classes[static_cast<std::size_t>(state.kind)]}},
            state.text);
}

void write_face(Writer& w, Language language, const Card& card) {
  if (card.photo.hash.empty()) {
    draw(w, kind_drawing(card.kind), "drawing");
  } else {
    write_thumbnail(w, card.photo);
  }
  w.element("h3", [&] {
    w.element("a", {{"href", card.url}}, [&] { write_either(w, card.name_html, card.name); });
  });
  write_what_and_where(w, language, card);
  if (!card.found_html.markup.empty()) w.element("p class='found'", card.found_html);
  w.element("p class='now'", [&] {
    write_open_state(w, card.open);
    w.element("span data-slot", card.distance);
  });
}

Html card_list(Language language, const CardList& list) {
  Writer w;
  w.element("section", {{"id", list.id}, {"aria-labelledby", std::string(list.id) + "-heading"}},
            [&] {
              w.element("h2", {{"id", std::string(list.id) + "-heading"}}, list.heading);
              w.element("ul class='cards'", [&] {
                for (const Card& card : list.cards) write_card(w, language, card);
              });
            });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
