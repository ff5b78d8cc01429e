#include "exports/json_ld.hpp"

#include "exports/json_text.hpp"
#include "exports/kind_types.hpp"
#include "exports/opening_days.hpp"
#include "features/directory/opening.hpp"
#include "features/directory/routes.hpp"
#include "hours/berlin.hpp"

namespace stadtkern::prerender {
namespace {

std::string photo_address(const Publication& publication, const model::Photo& photo) {
  const std::string ending(photo.ending.empty() ? "webp" : photo.ending);
  return publication.address("/media/" + std::string(photo.hash) + "-1280." + ending);
}

Json address_of(const Publication& publication, const model::Shop& shop) {
  Json address{{"@type", "PostalAddress"}};
  add(address, "streetAddress", shop.field("street"));
  add(address, "postalCode", shop.field("postal_code"));
  add(address, "addressLocality", publication.town().place_name(shop.place()));
  add(address, "addressRegion", shop.field("land"));
  address["addressCountry"] = "DE";
  return address;
}

Json opening(const OpenTime& time) {
  return {{"@type", "OpeningHoursSpecification"}, {"opens", time.opens}, {"closes", time.closes}};
}

// One entry per time; a closed day is said as no time at all, by schema.org's convention.
void add_dated(Json& all, const OpenDay& day, const std::string& from, const std::string& through) {
  static const OpenDay k_closed{{"00:00", "00:00"}};
  for (const OpenTime& time : day.empty() ? k_closed : day) {
    Json one = opening(time);
    one["validFrom"] = from;
    one["validThrough"] = through;
    all.push_back(std::move(one));
  }
}

Json usual_opening(const std::array<OpenDay, 7>& week) {
  static constexpr const char* k_names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                            "Friday", "Saturday", "Sunday"};
  Json all = Json::array();
  for (std::size_t weekday = 0; weekday < week.size(); ++weekday) {
    for (const OpenTime& time : week[weekday]) {
      // Days with the same time share an entry.
      auto same = std::find_if(all.begin(), all.end(), [&](const Json& known) {
        return known["opens"] == time.opens && known["closes"] == time.closes;
      });
      if (same == all.end()) {
        all.push_back(opening(time));
        same = std::prev(all.end());
        (*same)["dayOfWeek"] = Json::array();
      }
      (*same)["dayOfWeek"].push_back(k_names[weekday]);
    }
  }
  return all;
}

void add_opening(Json& business, const Publication& publication, const model::Shop& shop) {
  const hours::Day today = hours::local_day(publication.now);
  Json special = Json::array();
  const hours::DayRange closure = directory::closed_days(shop);
  if (closure.last >= today)
    add_dated(special, {}, iso_date(std::max(today, closure.first)), iso_date(closure.last));
  const auto rules = hours::parse(shop.opening_hours());
  if (!shop.opening_hours().empty() && rules) {
    const directory::Sight sight{publication.content, views::Language::de, publication.now};
    const directory::ShopContext context(sight, shop);
    const auto usual = usual_days(*rules, context.hours());
    Json regular = usual ? usual_opening(*usual) : Json::array();
    for (hours::Day day = today; day < today + k_days_ahead; ++day) {
      const OpenDay times = open_day(*rules, day, context.hours());
      if (!usual) add_dated(regular, times, iso_date(day), iso_date(day));
      if (closure.holds(day)) continue;
      if (usual && times != (*usual)[hours::weekday_of(day)])
        add_dated(special, times, iso_date(day), iso_date(day));
    }
    if (!regular.empty()) business["openingHoursSpecification"] = std::move(regular);
  }
  if (!special.empty()) business["specialOpeningHoursSpecification"] = std::move(special);
}

void add_known(Json& business, const model::Shop& shop) {
  const auto joined = [](std::string_view items, const char* between) {
    std::string text;
    for (const std::string_view item : model::items_of(items)) {
      if (!text.empty()) text += between;
      text += item;
    }
    return text;
  };
  add(business, "keywords", joined(shop.field("assortment"), ", "));
  add(business, "paymentAccepted", joined(shop.field("payment"), ", "));
  Json languages = Json::array();
  for (const std::string_view code : model::items_of(shop.field("languages")))
    languages.push_back(code);
  if (!languages.empty()) business["knowsLanguage"] = std::move(languages);
  const std::string_view wheelchair = shop.field("wheelchair");
  if (wheelchair == "yes" || wheelchair == "no") {
    business["amenityFeature"] = {{"@type", "LocationFeatureSpecification"},
                                  {"name", "wheelchair accessible"},
                                  {"value", wheelchair == "yes"}};
  }
}

}  // namespace

std::string preview_photo(const Publication& publication, const model::Shop& shop) {
  const auto photos = shop.photos();
  return photos.empty() ? std::string() : photo_address(publication, photos.front());
}

std::string json_ld(const Publication& publication, const model::Shop& shop,
                    views::Language language) {
  const std::string path = directory::path_of(directory::ShopPage{std::string(shop.slug())});
  Json business{{"@context", "https://schema.org"},
                {"@type", schema_type_of(shop.kind())},
                // The same thing in every language.
                {"@id", publication.address(path) + "#shop"},
                {"name", shop.name()},
                {"url", publication.address(language, path)}};
  const std::string description = wire::restore_lines(shop.field("description"));
  add(business, "description", shop.field("summary").empty() ? description : shop.field("summary"));
  Json photos = Json::array();
  for (const model::Photo& photo : shop.photos())
    photos.push_back(photo_address(publication, photo));
  if (!photos.empty()) business["image"] = std::move(photos);
  add(business, "telephone", shop.field("phone"));
  add(business, "email", shop.field("email"));
  add(business, "sameAs", shop.field("website"));
  business["address"] = address_of(publication, shop);
  if (const auto position = exact_position(shop)) {
    business["geo"] = {{"@type", "GeoCoordinates"},
                       {"latitude", position->latitude},
                       {"longitude", position->longitude}};
  }
  add_opening(business, publication, shop);
  add_known(business, shop);
  std::string text = json_text(business);
  // "</script" inside a value would end the element (WHATWG HTML, 4.12.1.3).
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at))
    text.replace(at, 1, "\\u003c");
  return "<script type=\"application/ld+json\">" + text + "</script>";
}

}  // namespace stadtkern::prerender
