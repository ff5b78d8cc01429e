// One entry of a list: picture, name, what and where; and slots of fixed size for what only the
// device knows.
#pragma once

#include <span>

#include "views/components/photo.hpp"
#include "views/components/save_mark.hpp"
#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// Whether a shop is open, as words and as a colour. The words alone say it all; in a list they must
// fit one line of about 24 characters, or a card grows when they arrive.
struct OpenState {
  enum class Kind { none, open, closed, unknown };
  Kind kind = Kind::none;
  Text text = {};
};

// A slot of fixed size for it; empty for Kind::none.
void write_open_state(Writer& w, const OpenState& state);

struct Card {
  std::string_view id = {};      // unique in the page
  std::string_view record = {};  // the id of what it stands for
  std::string_view url = {};
  Text name = {};
  std::string_view kind = {};  // see kinds.hpp
  Text kind_text = {};
  Text place = {};
  // Instead of name and kind, with what was searched for marked; empty where nothing of it is.
  Html name_html = {};
  Html kind_html = {};
  Html found_html = {};  // what else was found, a line of its own
  Photo photo = {};      // where there is none, the drawing of the kind stands in its place
  OpenState open = {};
  Text distance = {};
  Mark mark = Mark::unknown;
  bool invented = false;
};

// Everything but the mark: for lists that put something else beside it.
void write_face(Writer& w, Language language, const Card& card);

struct CardList {
  std::string_view id = {};  // unique in the page
  Text heading = {};
  std::span<const Card> cards = {};
};

// Requires: at least one card.
Html card_list(Language language, const CardList& list);

}  // namespace stadtkern::views
