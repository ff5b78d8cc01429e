#include "features/desk/view.hpp"
#include "views/components/button.hpp"
#include "views/components/notice.hpp"

namespace stadtkern::desk {
namespace {

using views::Writer;

void write_join(Writer& w, const Sight& sight) {
  w.element("form id='join' method='post' data-form='join'", [&] {
    write_hidden(w, "deed", "join");
    // Controlled: the link of the letter fills it in.
    w.element("label for='join-invitation'", words(sight.language, Key::join_invitation));
    w.element("p class='hint' id='join-invitation-hint'",
              words(sight.language, Key::join_invitation_hint));
    w.void_element(
        "input id='join-invitation' name='invitation' data-controlled data-live required "
        "autocomplete='off' spellcheck='false' aria-describedby='join-invitation-hint'",
        {{"value", sight.state.invitation}});
    write_input(w, sight, "join",
                {"passphrase", Key::join_passphrase, "password", "", true,
                 Key::join_passphrase_hint, "new-password"});
    write_input(w, sight, "join",
                {"again", Key::join_again, "password", "", true, Key::desk_title, "new-password"});
    write_input(w, sight, "join",
                {"label", Key::join_label, "text", words(sight.language, Key::join_label_value)});
    w.markup(views::button({.text = words(sight.language, Key::join_send)}));
  });
}

void write_restore(Writer& w, const Sight& sight) {
  w.element("details id='restore'", [&] {
    w.element("summary", words(sight.language, Key::restore_title));
    w.element("form id='restore-form' method='post' data-form='restore'", [&] {
      write_hidden(w, "deed", "restore");
      write_input(w, sight, "restore", {"file", Key::restore_file, "file"});
      write_input(w, sight, "restore",
                  {"passphrase", Key::restore_passphrase, "password", "", true, Key::desk_title,
                   "current-password"});
      write_input(w, sight, "restore",
                  {"label", Key::join_label, "text", words(sight.language, Key::join_label_value)});
      w.markup(views::button({.text = words(sight.language, Key::restore_send)}));
    });
  });
}

}  // namespace

Html door(const Sight& sight) {
  Writer w;
  w.element("h1", words(sight.language, Key::join_title));
  w.element("p class='lead'", words(sight.language, Key::join_lead));
  write_outcome(w, sight);
  if (sight.state.door == Door::entering)
    w.markup(views::notice({views::Tone::info, words(sight.language, Key::join_working), {}, ""}));
  write_join(w, sight);
  write_restore(w, sight);
  return std::move(w).finish();
}

Html revoked(const Sight& sight) {
  Writer w;
  w.element("h1", words(sight.language, Key::desk_title));
  w.element("p class='lead'", words(sight.language, Key::state_revoked));
  w.markup(views::button({.text = words(sight.language, Key::state_forget),
                          .action = "leave",
                          .weight = views::Weight::danger}));
  return std::move(w).finish();
}

}  // namespace stadtkern::desk
