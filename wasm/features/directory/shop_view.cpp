#include "features/directory/shop_view.hpp"

#include "features/directory/map_view.hpp"
#include "features/directory/opening.hpp"
#include "hours/berlin.hpp"
#include "views/components/breadcrumb.hpp"
#include "views/components/message_page.hpp"
#include "views/components/shop_page.hpp"

namespace stadtkern::directory {
namespace {

using views::Key;

views::Contact contact_of(const Sight& sight, const model::Shop& shop, std::string_view card_url) {
  views::Contact contact;
  contact.name = shop.name();
  contact.street = shop.field("street");
  contact.postal_code = shop.field("postal_code");
  contact.place = sight.town().place_name(shop.place());
  contact.phone = shop.field("phone");
  contact.email = shop.field("email");
  contact.website = shop.field("website");
  contact.lat = shop.field("lat");
  contact.lon = shop.field("lon");
  contact.card_url = card_url;
  return contact;
}

views::Text wheelchair(const Sight& sight, const model::Shop& shop) {
  const std::string_view value = shop.field("wheelchair");
  if (value == "yes") return views::text(sight.language, Key::shop_wheelchair_yes);
  if (value == "limited") return views::text(sight.language, Key::shop_wheelchair_limited);
  if (value == "no") return views::text(sight.language, Key::shop_wheelchair_no);
  return {};
}

// A field's codes in words: "bar, Girocard".
std::string in_words(const Sight& sight, const char* field, std::string_view codes) {
  std::string words;
  for (const std::string_view code : model::items_of(codes)) {
    if (!words.empty()) words += ", ";
    words += sight.town().word(field, code, views::language_value(sight.language));
  }
  return words;
}

Html write_shop(const Sight& sight, const Shelves& shelves, const model::Shop& shop) {
  const std::string payment = in_words(sight, "payment", shop.field("payment"));
  const std::string languages = in_words(sight, "language", shop.field("languages"));
  const auto label = [&](Key key) { return views::Text(views::text(sight.language, key)); };
  const views::Fact facts[] = {{label(Key::shop_delivery), shop.field("delivery"), ""},
                               {label(Key::shop_pickup), shop.field("pickup"), ""},
                               {label(Key::shop_payment), payment, ""},
                               {label(Key::shop_wheelchair), wheelchair(sight, shop), ""},
                               {label(Key::shop_languages), languages, ""}};
  std::vector<views::Photo> photos;
  for (const model::Photo& photo : shop.photos()) photos.push_back(photo_of(photo));
  std::vector<views::Text> assortment;
  for (const std::string_view goods : model::items_of(shop.field("assortment")))
    assortment.emplace_back(goods);
  const std::string description = wire::restore_lines(shop.field("description"));
  const UsualWeek week = usual_week(sight, shop);
  std::string open_words;
  const std::string closed_from = date_text(shop.field("closed_from"), sight.language);
  const std::string closed_until = date_text(shop.field("closed_until"), sight.language);
  const std::string confirmed_on = date_text(shop.field("confirmed_on"), sight.language);

  views::ShopPage page;
  page.name = shop.name();
  page.kind = shop.kind();
  page.kind_text = kind_text(sight, shop.kind());
  page.place = sight.town().place_name(shop.place());
  page.invented = shop.invented();
  if (!sight.now || hours::local_day(*sight.now) <= closed_days(shop).last) {
    page.closed_from = closed_from;
    page.closed_until = closed_until;
  }
  page.closed_reason = shop.field("closed_reason");
  page.photos = photos;
  page.summary = shop.field("summary");
  page.description = description;
  page.assortment = assortment;
  const std::string card_url = card_path(shop.slug());
  page.map = map_around(sight, shelves, shop);
  page.contact = contact_of(sight, shop, card_url);
  page.open = open_state(sight, shop, open_words);
  if (week.has_table) page.week = week.table();
  page.hours_note = week.note;
  page.facts = facts;
  page.confirmed_on = confirmed_on;
  page.source = shop.field("source");
  const std::string owner_url =
      views::localized(sight.language, "/mein-eintrag/?eintrag=" + std::string(shop.slug()));
  page.owner_url = owner_url;
  page.actions = views::save_actions(sight.language, shop.slug(), sight.mark_of(shop.slug()));
  const views::Crumb above[] = {
      {views::text(sight.language, Key::directory_title), "/schaufenster/"}};
  Html made = views::breadcrumb(sight.language, above);
  made.markup += views::shop_page(sight.language, page).markup;
  return made;
}

}  // namespace

views::Page view_shop(const Sight& sight, const Shelves& shelves, const ShopPage& page) {
  const auto row = sight.shops().find(page.slug);
  views::Page made;
  if (!row) {
    made.title = views::text(sight.language, Key::error_not_found);
    made.main = views::not_found_page(sight.language);
    made.status = 404;
    made.indexed = false;
    return made;
  }
  const model::Shop shop(sight.shops(), *row, sight.said);
  made.title = shop.name();
  made.description = shop.field("summary");
  if (made.description.empty())
    made.description = made.title + ", " + std::string(kind_text(sight, shop.kind()));
  made.main = write_shop(sight, shelves, shop);
  made.settled = shop.has_detail();
  return made;
}

}  // namespace stadtkern::directory
