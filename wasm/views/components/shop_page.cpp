#include "views/components/shop_page.hpp"

#include "views/components/notice.hpp"
#include "views/kinds.hpp"

namespace stadtkern::views {
namespace {

void write_heading(Writer& w, Language language, const ShopPage& shop) {
  w.element("header", [&] {
    draw(w, kind_drawing(shop.kind), "drawing");
    w.element("h1", shop.name);
    w.element("p class='lead'", [&] {
      w.text(shop.kind_text);
      if (!shop.kind_text.empty() && !shop.place.empty()) w.text(" · ");
      w.text(shop.place);
      if (!shop.invented) return;
      w.text(" ");
      w.element("small", text(language, Key::shop_invented));
    });
    w.element("p class='now'", [&] { write_open_state(w, shop.open); });
  });
  if (!shop.closed_until.empty()) {
    std::string message =
        shop.closed_from.empty()
            ? text(language, Key::shop_closed_until, {{"date", shop.closed_until.value}})
            : text(language, Key::shop_closed_between,
                   {{"from", shop.closed_from.value}, {"date", shop.closed_until.value}});
    if (!shop.closed_reason.empty()) message.append(": ").append(shop.closed_reason.value);
    w.markup(notice({.tone = Tone::warning, .message = message}));
  }
}

void write_photos(Writer& w, Language language, std::span<const Photo> photos) {
  if (photos.empty()) return;
  w.element("section",
            {{"id", "photos"},
             {"class", "photos"},
             {"aria-label", text(language, Key::shop_photos)},
             // A row that scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
             {"tabindex", "0", photos.size() > 1}},
            [&] {
              bool first = true;
              for (const Photo& one : photos) {
                w.markup(photo(language, one, first));
                first = false;
              }
            });
}

// A section with a heading, which is also its name.
template <class Inside>
void write_section(Writer& w, std::string_view id, Text heading, Inside&& inside) {
  const std::string heading_id = std::string(id) + "-heading";
  w.element("section", {{"id", id}, {"aria-labelledby", heading_id}}, [&] {
    w.element("h2", {{"id", heading_id}}, heading);
    inside();
  });
}

void write_hours(Writer& w, Language language, const ShopPage& shop) {
  write_section(w, "hours", text(language, Key::shop_hours), [&] {
    if (shop.week) w.markup(week_table(language, *shop.week));
    if (!shop.hours_note.empty()) w.element("p", [&] { write_lines(w, shop.hours_note); });
    if (!shop.week && shop.hours_note.empty()) {
      w.element("p", text(language, Key::shop_hours_unknown));
    }
  });
}

void write_paragraphs(Writer& w, Text words) {
  for (auto rest = words.value; !rest.empty();) {
    const auto end = rest.find('\n');
    if (end != 0) w.element("p", rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

Html about(Language language, const ShopPage& shop) {
  Writer w;
  if (!shop.summary.empty() || !shop.description.empty()) {
    write_section(w, "about", text(language, Key::shop_about), [&] {
      if (!shop.summary.empty()) w.element("p class='lead'", shop.summary);
      write_paragraphs(w, shop.description);
    });
  }
  if (!shop.assortment.empty()) {
    write_section(w, "assortment", text(language, Key::shop_assortment), [&] {
      w.element("ul class='goods'", [&] {
        for (const Text& goods : shop.assortment) w.element("li", goods);
      });
    });
  }
  const Html known = facts(shop.facts);
  if (!known.markup.empty()) {
    write_section(w, "details", text(language, Key::shop_details), [&] { w.markup(known); });
  }
  return std::move(w).finish();
}

void write_origin(Writer& w, Language language, const ShopPage& shop) {
  w.element("p class='hint'", [&] {
    if (!shop.confirmed_on.empty()) {
      w.text(text(language, Key::shop_confirmed, {{"date", shop.confirmed_on.value}}));
      w.void_element("br");
    }
    if (!shop.source.empty()) {
      w.text(text(language, Key::shop_source, {{"source", shop.source.value}}));
      w.void_element("br");
    }
    if (!shop.owner_url.empty())
      w.element("a rel='nofollow'", {{"href", shop.owner_url}}, text(language, Key::shop_owner));
  });
}

}  // namespace

Html shop_page(Language language, const ShopPage& shop) {
  Writer w;
  w.element("article id='shop' class='shop'", [&] {
    write_heading(w, language, shop);
    w.markup(shop.actions);
    write_photos(w, language, shop.photos);
    // Said before the rest arrives, so that nothing that is painted already changes its place.
    const Html beside = about(language, shop);
    w.element(beside.markup.empty() ? "div class='columns slim'" : "div class='columns'", [&] {
      w.element("div class='reach'", [&] {
        write_section(w, "contact", text(language, Key::shop_contact), [&] {
          w.markup(contact(language, shop.contact));
          w.markup(shop.map);
        });
        write_hours(w, language, shop);
      });
      w.element("div", beside);
    });
    write_origin(w, language, shop);
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
