#include "features/directory/shop_view.hpp"

#include "views/components/breadcrumb.hpp"
#include "views/components/contact.hpp"
#include "views/components/facts.hpp"
#include "views/components/message_page.hpp"
#include "views/components/notice.hpp"
#include "views/writer.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;
using views::Writer;

void write_section(Writer& w, const Sight& sight, Key heading, std::string_view id,
                   const Html& inside) {
  if (inside.markup.empty()) return;
  const std::string heading_id = std::string(id) + "-heading";
  w.element("section", {{"id", id}, {"aria-labelledby", heading_id}}, [&] {
    w.element("h2", {{"id", heading_id}}, views::text(sight.language, heading));
    w.markup(inside);
  });
}

Html photos_of(const Sight& sight, const model::Shop& shop) {
  Writer w;
  bool first = true;
  for (const model::Photo& photo : shop.photos()) {
    w.markup(views::photo(sight.language, photo_of(photo), first));
    first = false;
  }
  return std::move(w).finish();
}

Html about(const model::Shop& shop) {
  Writer w;
  for (const std::string_view paragraph : model::lines_of(shop.field("description")))
    w.element("p", paragraph);
  return std::move(w).finish();
}

Html assortment(const model::Shop& shop) {
  const auto items = model::items_of(shop.field("assortment"));
  Writer w;
  if (items.empty()) return {};
  w.element("ul", {{"class", "tags"}}, [&] {
    for (const std::string_view item : items) w.element("li", item);
  });
  return std::move(w).finish();
}

Html hours(const Sight& sight, const model::Shop& shop) {
  Writer w;
  const std::string_view note = shop.field("opening_hours_note");
  if (shop.opening_hours().empty() && note.empty()) {
    w.element("p", views::text(sight.language, Key::shop_hours_unknown));
  }
  if (!shop.opening_hours().empty()) w.element("p", shop.opening_hours());
  if (!note.empty()) w.element("p", note);
  return std::move(w).finish();
}

Html contact(const Sight& sight, const model::Shop& shop) {
  views::Contact facts;
  facts.name = shop.name();
  facts.street = shop.field("street");
  facts.postal_code = shop.field("postal_code");
  facts.place = sight.town().place_name(shop.place());
  facts.phone = shop.field("phone");
  facts.email = shop.field("email");
  facts.website = shop.field("website");
  facts.lat = shop.field("lat");
  facts.lon = shop.field("lon");
  return views::contact(sight.language, facts);
}

views::Text wheelchair(const Sight& sight, const model::Shop& shop) {
  const std::string_view value = shop.field("wheelchair");
  if (value == "yes") return views::text(sight.language, Key::shop_wheelchair_yes);
  if (value == "limited") return views::text(sight.language, Key::shop_wheelchair_limited);
  if (value == "no") return views::text(sight.language, Key::shop_wheelchair_no);
  return {};
}

Html details(const Sight& sight, const model::Shop& shop) {
  const auto label = [&](Key key) { return views::Text(views::text(sight.language, key)); };
  const views::Fact all[] = {{label(Key::shop_delivery), shop.field("delivery"), ""},
                             {label(Key::shop_pickup), shop.field("pickup"), ""},
                             {label(Key::shop_payment), shop.field("payment"), ""},
                             {label(Key::shop_wheelchair), wheelchair(sight, shop), ""},
                             {label(Key::shop_languages), shop.field("languages"), ""}};
  return views::facts(all);
}

void write_source(Writer& w, const Sight& sight, const model::Shop& shop) {
  const std::string_view confirmed = shop.field("confirmed_on");
  const std::string_view source = shop.field("source");
  w.element("p", {{"class", "source"}}, [&] {
    if (!confirmed.empty()) {
      w.text(views::text(sight.language, Key::shop_confirmed, {{"date", confirmed}}) + ". ");
    }
    if (!source.empty())
      w.text(views::text(sight.language, Key::shop_source, {{"source", source}}));
  });
}

void write_headline(Writer& w, const Sight& sight, const model::Shop& shop) {
  const std::string place(sight.town().place_name(shop.place()));
  w.element("h1", shop.name());
  w.element("p", {{"class", "lead"}}, [&] {
    w.text(kind_text(sight, shop.kind()));
    if (!place.empty())
      w.text(" " + views::text(sight.language, Key::directory_in_place, {{"place", place}}));
  });
  if (shop.invented())
    w.element("p", {{"class", "invented"}}, views::text(sight.language, Key::shop_invented));
  const std::string_view closed = shop.field("closed_until");
  if (!closed.empty()) {
    const std::string message =
        views::text(sight.language, Key::shop_closed_until, {{"date", closed}});
    w.markup(views::notice({views::Tone::warning, message, {}, ""}));
  }
}

}  // namespace

views::Page view_shop(const Sight& sight, const ShopPage& page) {
  const auto row = sight.shops().find(page.slug);
  views::Page made;
  if (!row) {
    made.title = views::text(sight.language, Key::error_not_found);
    made.main = views::not_found_page(sight.language);
    made.status = 404;
    made.indexed = false;
    return made;
  }
  const model::Shop shop(sight.shops(), *row);
  Writer w;
  const views::Crumb above[] = {
      {views::text(sight.language, Key::directory_title), "/schaufenster/"}};
  w.markup(views::breadcrumb(sight.language, above));
  w.element("article", {{"id", "shop"}}, [&] {
    write_headline(w, sight, shop);
    w.markup(photos_of(sight, shop));
    write_section(w, sight, Key::shop_about, "about", about(shop));
    write_section(w, sight, Key::shop_assortment, "assortment", assortment(shop));
    write_section(w, sight, Key::shop_hours, "hours", hours(sight, shop));
    write_section(w, sight, Key::shop_contact, "contact", contact(sight, shop));
    write_section(w, sight, Key::shop_details, "details", details(sight, shop));
    write_source(w, sight, shop);
  });
  made.title = shop.name();
  made.description = shop.field("summary").empty() ? std::string(shop.name()) + ", " +
                                                         std::string(kind_text(sight, shop.kind()))
                                                   : std::string(shop.field("summary"));
  made.settled = shop.has_detail();
  made.main = std::move(w).finish();
  return made;
}

}  // namespace stadtkern::directory
