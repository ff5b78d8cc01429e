#include "features/owner/view.hpp"

#include "features/owner/conflict_view.hpp"
#include "features/owner/fields.hpp"
#include "features/owner/form_view.hpp"
#include "views/components/button.hpp"
#include "views/components/message_page.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::owner {
namespace {

using views::Tone;
using views::Writer;

struct Saying {
  Tone tone;
  Key key;
};

Saying saying_of(Word word) {
  switch (word) {
    case Word::join_waiting:
      return {Tone::info, Key::join_waiting};
    case Word::join_done:
      return {Tone::success, Key::join_done};
    case Word::join_refused:
      return {Tone::danger, Key::join_refused};
    case Word::no_key:
      return {Tone::danger, Key::join_no_key};
    case Word::waiting:
      return {Tone::info, Key::sent_waiting};
    case Word::memory:
      return {Tone::warning, Key::sent_memory};
    case Word::done:
      return {Tone::success, Key::sent_done};
    case Word::nothing:
      return {Tone::info, Key::form_nothing};
    case Word::photo_refused:
      return {Tone::danger, Key::sent_photo_refused};
    case Word::refused:
      return {Tone::danger, Key::sent_refused};
    default:
      return {Tone::danger, Key::sent_not_owner};
  }
}

class EntryView {
 public:
  EntryView(const Book& book, const State& state, const Sight& sight)
      : book_(book), state_(state), sight_(sight) {}

  Html written(std::string_view title) {
    w_.element("h1", title);
    w_.element("p class='lead'", word(book_.owned ? Key::page_lead : Key::join_lead));
    write_word();
    // Also for a device whose right was taken and that is invited anew.
    if (!state_.offered.empty()) {
      w_.element("p", [&] {
        w_.markup(views::button({.text = word(Key::join_action), .action = "owner-join"}));
      });
    }
    if (book_.owned) write_entry();
    return std::move(w_).finish();
  }

 private:
  std::string_view word(Key key) const { return say(sight_.language, key); }

  // What became of the last act. The region stands there before its words do, so that they are read
  // out.
  void write_word() {
    w_.element("div id='owner-word' role='status' tabindex='-1'", [&] {
      if (book_.word == Word::none || !book_.present.empty()) return;
      const Saying saying = saying_of(book_.word);
      w_.markup(views::notice({saying.tone, word(saying.key), {}, ""}));
      const bool undoable = book_.word == Word::done && !book_.past.empty();
      if (undoable) write_undo(book_.past.back());
    });
  }

  void write_undo(const Deed& deed) {
    w_.markup(views::button({.text = word(Key::sent_undo),
                             .action = "owner-undo",
                             .value = std::to_string(deed.edit.number),
                             .weight = views::Weight::secondary}));
  }

  void write_entry() {
    w_.markup(conflict_view(book_, sight_));
    w_.element("p class='hint'", word(Key::confirm_hint));
    w_.element("p", [&] {
      w_.markup(views::button({.text = word(Key::confirm_action),
                               .action = "owner-confirm",
                               .weight = views::Weight::secondary}));
    });
    w_.element("div class='beside'", [&] {
      w_.element("div", [&] {
        w_.markup(form_view(book_, sight_));
        write_past();
      });
      w_.element("section id='preview' aria-labelledby='preview-heading'", [&] {
        w_.element("h2 id='preview-heading'", word(Key::preview_title));
        w_.element("p class='hint'", word(Key::preview_lead));
        w_.element("div class='preview'", sight_.preview);
      });
    });
  }

  void write_past() {
    if (book_.past.empty()) return;
    w_.element("details id='owner-past'", [&] {
      w_.element("summary", word(Key::past_title));
      w_.element("ul", [&] {
        for (std::size_t at = book_.past.size(); at > 0; --at) {
          w_.element("li", [&] { write_past_deed(book_.past[at - 1]); });
        }
      });
    });
  }

  void write_past_deed(const Deed& deed) {
    std::string fields;
    std::string_view last;
    for (const auto& [name, saying] : deed.edit.fields) {
      const std::string_view label = label_of(sight_.language, name);
      if (label != last) fields.append(fields.empty() ? "" : ", ").append(label);
      last = label;
    }
    const std::string date = today_of(Instant{deed.edit.number});
    w_.element("p", say(sight_.language, Key::past_item, {{"date", date}, {"fields", fields}}));
    write_undo(deed);
  }

  const Book& book_;
  const State& state_;
  const Sight& sight_;
  Writer w_;
};

Html all_entries(const State& state, const Sight& sight) {
  Writer w;
  bool any = false;
  for (const Book& book : state.books) any = any || book.owned;
  if (!any) {
    return views::message_page(say(sight.language, Key::page_none),
                               say(sight.language, Key::page_none_hint));
  }
  const model::Collection& shops = sight.content.collection("shops");
  w.element("h1", say(sight.language, Key::page_yours));
  w.element("ul", [&] {
    for (const Book& book : state.books) {
      const auto row = shops.find(book.slug);
      if (!book.owned) continue;
      const std::string url =
          views::localized(sight.language, "/mein-eintrag/?eintrag=" + book.slug);
      w.element("li", [&] {
        w.element("a", {{"href", url}}, row ? shops.value(*row, "name") : book.slug);
      });
    }
  });
  return std::move(w).finish();
}

}  // namespace

views::Page view(const State& state, const Sight& sight) {
  views::Page page;
  page.indexed = false;
  page.title = say(sight.language, Key::page_title);
  page.settled = state.listed;
  const model::Collection& shops = sight.content.collection("shops");
  const auto row = shops.find(sight.slug);
  const Book* book = find_book(state, sight.slug);
  const bool known = book != nullptr || !state.offered.empty();
  if (sight.slug.empty() || !known) {
    page.main = all_entries(state, sight);
    return page;
  }
  if (!row) {
    page.main = views::message_page(say(sight.language, Key::page_unknown), {});
    return page;
  }
  // Without its details nobody can say what a field was.
  if (!shops.has_detail(*row)) {
    page.main = views::message_page(shops.value(*row, "name"),
                                    views::text(sight.language, views::Key::status_loading));
    page.settled = false;
    return page;
  }
  static const Book k_none;
  page.title = say(sight.language, Key::page_title_of, {{"name", shops.value(*row, "name")}});
  page.main = EntryView(book != nullptr ? *book : k_none, state, sight).written(page.title);
  return page;
}

}  // namespace stadtkern::owner
