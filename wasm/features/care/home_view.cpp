#include "features/care/receipt_code.hpp"
#include "features/care/request/wording.hpp"
#include "features/care/view.hpp"
#include "views/components/button.hpp"
#include "views/components/contact.hpp"
#include "views/components/notice.hpp"
#include "views/components/prose.hpp"
#include "wire/pack.hpp"

namespace stadtkern::care {
namespace {

using views::Key;
using views::Writer;

// The care services of the town's records, to be rung up: for whoever likes that better, and where
// the program cannot run.
void write_phones(Writer& w, const Sight& sight) {
  const model::Collection& services = sight.content.collection("care_services");
  w.element("section id='telefon'", [&] {
    w.element("h2", views::text(sight.language, Key::care_phones));
    w.markup(prose(sight, "care-help"));
    w.element("ul", [&] {
      for (model::Row row = 0; row < services.size(); ++row) {
        const std::string_view phone = services.value(row, "phone");
        if (phone.empty()) continue;
        const std::string url = views::phone_url(phone);
        w.element("li", [&] {
          w.text(services.value(row, "name"));
          w.text(": ");
          w.element("a", {{"href", url}}, phone);
          if (services.value(row, "invented") == "yes") {
            w.text(" ");
            w.element("small", views::text(sight.language, Key::shop_invented));
          }
        });
      }
    });
  });
}

// What this device holds: a draft, and the requests that were sent.
void write_own(Writer& w, const Sight& sight) {
  const State& state = sight.state;
  const auto url_of = [&](const Page& page) {
    return views::localized(sight.language, path_of(page));
  };
  const auto word = [&](Key key) { return views::text(sight.language, key); };
  w.element("div id='care-own' data-slot", [&] {
    if (!sight.now) return;
    for (const Thread& thread : state.threads) {
      const std::string url = url_of({Page::Kind::thread, Step::whom, thread.number});
      w.element("p", [&] {
        w.element("a", {{"href", url}}, [&] {
          w.text(views::text(sight.language, Key::care_mine,
                             {{"number", std::to_string(thread.number)}}));
        });
      });
    }
    if (!state.has_draft) return;
    w.element("p", word(Key::care_draft_kept));
    w.markup(views::button({.text = word(Key::care_discard),
                            .action = "care_discard",
                            .weight = views::Weight::secondary}));
  });
}

}  // namespace

Html say(const Sight& sight, Key key) {
  return views::notice({views::Tone::warning, views::text(sight.language, key), {}, ""});
}

Html prose(const Sight& sight, std::string_view record) {
  const model::Collection& all = sight.content.collection("prose");
  const auto row = all.find(record);
  if (!row) return {};
  return views::prose(sight.language,
                      wire::restore_lines(all.value(*row, views::language_value(sight.language))));
}

Html receipt(views::Language language, BytesView secret) {
  Writer w;
  const std::string code = code_of_secret(secret);
  w.element("div class='receipt'", [&] {
    w.element("p class='code'", code);
    // A picture of the address that brings the code along; drawn by the shell.
    w.element(
        "div data-island='qr'",
        {{"id", "qr-" + code},
         {"data-text", views::localized(language, path_of({Page::Kind::restore})) + "#" + code}},
        "");
  });
  return std::move(w).finish();
}

Html home_page(const Sight& sight) {
  Writer w;
  const auto word = [&](Key key) { return views::text(sight.language, key); };
  const std::string start =
      views::localized(sight.language, path_of({Page::Kind::step, Step::whom}));
  const std::string restore = views::localized(sight.language, path_of({Page::Kind::restore}));
  w.element("h1", word(Key::service_care));
  w.element("p class='lead'", word(Key::care_lead));
  write_own(w, sight);
  w.element("p class='buttons'", [&] {
    w.markup(views::link_button({.text = word(Key::care_start), .url = start}));
    w.markup(views::link_button(
        {.text = word(Key::care_restore), .url = restore, .weight = views::Weight::secondary}));
  });
  w.element("div class='prose'", prose(sight, "care"));
  write_phones(w, sight);
  return std::move(w).finish();
}

Html restore_page(const Sight& sight) {
  Writer w;
  const auto word = [&](Key key) { return views::text(sight.language, key); };
  w.element("h1", word(Key::care_restore));
  w.element("p class='lead'", word(Key::care_restore_lead));
  w.element("form method='post' data-form='care' class='ask'", [&] {
    const bool bad = sight.state.bad_code && sight.now;
    if (bad) w.element("p id='care-error' class='error'", word(Key::care_bad_code));
    w.element("label for='code'", word(Key::care_code));
    w.void_element(
        "input type='text' id='code' name='code' autocomplete='off' autocapitalize='characters' "
        "spellcheck='false' maxlength='60'",
        {{"aria-describedby", "care-error", bad}, {"aria-invalid", "true", bad}});
    w.markup(views::button({.text = word(Key::care_next)}));
  });
  // The code of an address that was scanned: the shell puts it into the field.
  w.element("div id='care-code' data-island='code'", "");
  return std::move(w).finish();
}

views::Page view(const Sight& sight, const Page& page) {
  views::Page made;
  made.title = views::text(sight.language, Key::service_care);
  made.description = views::text(sight.language, Key::care_lead);
  made.indexed = page.kind == Page::Kind::home;
  switch (page.kind) {
    case Page::Kind::home:
      made.main = home_page(sight);
      break;
    case Page::Kind::step:
      made.main = step_page(sight, page.step);
      break;
    case Page::Kind::thread:
      made.main = thread_page(sight, page.thread);
      made.settled = sight.state.restored;
      break;
    case Page::Kind::restore:
      made.main = restore_page(sight);
      break;
  }
  return made;
}

}  // namespace stadtkern::care
