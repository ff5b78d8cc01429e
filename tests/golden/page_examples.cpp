#include <array>

#include "features/usage/section.hpp"
#include "golden/examples.hpp"
#include "views/components/breadcrumb.hpp"
#include "views/components/button.hpp"
#include "views/components/frame.hpp"
#include "views/components/home.hpp"
#include "views/components/legal_pages.hpp"
#include "views/components/list_page.hpp"
#include "views/components/message_page.hpp"
#include "views/components/moment_field.hpp"
#include "views/components/notice.hpp"
#include "views/components/open_now.hpp"
#include "views/components/place_field.hpp"
#include "views/components/settings_page.hpp"
#include "views/components/shop_page.hpp"

namespace stadtkern::examples {
namespace {

using namespace views;

constexpr std::string_view k_town = "Kernstadt";

struct Visit {
  Language language;
  std::string_view path;

  std::string_view word(Key key) const { return text(language, key); }

  Html framed(const Html& main, const Html& status = {}) const {
    const std::array<Service, 4> services{{{word(Key::service_directory), "/schaufenster/"},
                                           {word(Key::service_care), "/pflege/"},
                                           {word(Key::service_saved), "/merkliste/"},
                                           {word(Key::service_settings), "/einstellungen/"}}};
    return frame({.language = language,
                  .path = path,
                  .town_name = k_town,
                  .services = services,
                  .promise = word(Key::frame_promise),
                  .credit = "© OpenStreetMap-Mitwirkende (ODbL)",
                  .demo = true,
                  .status = status},
                 main);
  }
};

Html home_page(Language language) {
  const Visit visit{language, "/"};
  const auto word = [&](Key key) { return visit.word(key); };
  // A town names services of its own in its own words.
  const std::array<Tile, 8> services{
      {{word(Key::service_directory), word(Key::service_directory_lead), "/schaufenster/",
        Drawing::directory},
       {word(Key::service_care), word(Key::service_care_lead), "/pflege/", Drawing::care},
       {"Rathaus", "Anliegen von zu Hause erledigen", "/rathaus/", Drawing::town_hall},
       {"Unterwegs", "Bürgerbus, Parken und Nachttaxi", "/unterwegs/", Drawing::mobility},
       {"Mitmachen", "Vorhaben der Stadt und Ihre Ideen", "/mitmachen/", Drawing::participation},
       {"Veranstaltungen", "Was in der Stadt los ist", "/veranstaltungen/", Drawing::events},
       {"Digitallabor", "Kurse, Geräte und ein Raum zum Ausprobieren", "/labor/", Drawing::lab},
       {"Mängel melden", "Laterne dunkel? Sagen Sie Bescheid", "/melden/", Drawing::report}}};
  const auto title = text(language, Key::home_title, {{"town", k_town}});
  const std::array<Card, 2> nearest{{{.id = "shop-a",
                                      .url = "/schaufenster/a/",
                                      .name = "Hofladen Rambow",
                                      .kind = "farm",
                                      .open = {OpenState::Kind::open, "geöffnet bis 18 Uhr"},
                                      .distance = "2,3 km"},
                                     {.id = "shop-b",
                                      .url = "/schaufenster/b/",
                                      .name = "Bäckerei Lüdemann",
                                      .kind = "bakery",
                                      .open = {OpenState::Kind::open, "schließt in 12 Minuten"}}}};
  const auto all = text(language, Key::home_open_all, {{"count", "12"}});
  const auto nearby = open_now(language, {.list = {"open", word(Key::home_open_now), nearest},
                                          .all_text = all,
                                          .all_url = "/schaufenster/?offen=jetzt"});
  return visit.framed(home(language, {.title = title,
                                      .lead = word(Key::home_lead),
                                      .search = {.label = word(Key::home_search),
                                                 .hint = word(Key::home_search_hint),
                                                 .path = "/schaufenster/"},
                                      .services = services,
                                      .nearby = nearby}));
}

struct Sample {
  const char* name;
  const char* kind;
  const char* kind_text;
  const char* place;
};
constexpr std::array<Sample, 16> k_samples{
    {{"Hofladen Rambow", "farm", "Hofladen", "Upahl"},
     {"Bäckerei Lüdemann", "bakery", "Bäckerei", "Kernstadt"},
     {"Milchtankstelle Gut Wendorf", "vending-machine", "Automat", "Rehna"},
     {"Imkerei Sommerfeld", "beekeeper", "Imkerei", "Bobitz"},
     {"Wochenmarkt am Rathaus", "market", "Wochenmarkt", "Kernstadt"},
     {"Fleischerei Peters & Sohn", "butcher", "Fleischerei", "Klütz"},
     {"Naturladen Seewalde", "farm", "Hofladen", "Dassow"},
     {"Fahrrad Timm", "bicycle", "Fahrräder", "Kernstadt"},
     {"Buchhandlung Sturm", "books", "Buchhandlung", "Gadebusch"},
     {"Blumen Wiese", "florist", "Blumen", "Schönberg"},
     {"Stadtapotheke", "pharmacy", "Apotheke", "Kernstadt"},
     {"Spargelhof Düsterbeck", "farm", "Hofladen", "Carlow"},
     {"Kleine Kaffeerösterei", "cafe", "Café", "Wismar"},
     {"Fischerei Steinhusen", "fish", "Fischgeschäft", "Boltenhagen"},
     {"Kinderschuhgeschäft Hops", "shoes", "Schuhe", "Kernstadt"},
     {"Ziegenkäserei Hellwig", "dairy", "Käserei und Molkerei", "Mallentin"}}};

// Strings that cards and links point to, alive as long as the page is written.
struct Entries {
  std::vector<std::string> ids;
  std::vector<std::string> urls;
  std::vector<std::string> names;
  std::vector<Card> cards;
};

Entries entries(bool with_slots) {
  constexpr std::size_t k_count = 50;
  Entries all;
  for (std::size_t n = 0; n < k_count; ++n) {
    all.ids.push_back("shop-" + std::to_string(n));
    all.urls.push_back("/schaufenster/" + std::to_string(n) + "/");
    const auto round = n / k_samples.size();
    all.names.push_back(k_samples[n % k_samples.size()].name +
                        (round == 0 ? "" : " " + std::to_string(round + 1)));
  }
  for (std::size_t n = 0; n < k_count; ++n) {
    const Sample& sample = k_samples[n % k_samples.size()];
    Card card{.id = all.ids[n],
              .url = all.urls[n],
              .name = all.names[n],
              .kind = sample.kind,
              .kind_text = sample.kind_text,
              .place = sample.place,
              .invented = n % 5 == 1};
    if (n % 7 == 3) card.photo = {.hash = "laden", .width = 1280, .height = 960};
    if (with_slots) {
      if (n % 3 == 0) card.open = {OpenState::Kind::open, "geöffnet bis 18 Uhr"};
      if (n % 3 == 1) card.open = {OpenState::Kind::closed, "öffnet morgen um 8 Uhr"};
      if (n % 3 == 2) card.open = {OpenState::Kind::unknown, "Zeiten unbekannt"};
      card.distance = "2,3 km";
    }
    all.cards.push_back(card);
  }
  return all;
}

Html shop_list(Language language, bool with_slots, bool ordered = false) {
  const Visit visit{language, "/schaufenster/"};
  const auto word = [&](Key key) { return visit.word(key); };
  const auto all = entries(with_slots);
  const std::array<Chip, 3> now{
      {{.name = word(Key::directory_any_time), .url = "/schaufenster/", .chosen = true},
       {.name = word(Key::directory_open_now),
        .url = "/schaufenster/?offen=jetzt",
        .count = with_slots ? 1'038 : -1,
        .counted_here = true},
       {.name = word(Key::near_here), .action = "locate"}}};
  const std::array<Chip, 2> orders{
      {{word(Key::order_name), "/schaufenster/"},
       {word(Key::order_distance), "/schaufenster/?sortiert=naehe", -1, true}}};
  static constexpr std::array<PlaceChoice, 2> k_centres{{{"rehna", "Rehna"}, {"wismar", "Wismar"}}};
  const std::array<Chip, 5> kinds{{{word(Key::directory_all_kinds), "/schaufenster/", -1, true},
                                   {"Hofladen", "/schaufenster/art/farm/", 588},
                                   {"Wochenmarkt", "/schaufenster/art/market/", 256},
                                   {"Automat", "/schaufenster/art/vending-machine/", 152},
                                   {"Imkerei", "/schaufenster/art/beekeeper/", 125}}};
  const std::array<Chip, 5> places{{{"Kernstadt", "/schaufenster/ort/kernstadt/", 86},
                                    {"Wismar", "/schaufenster/ort/wismar/", 31},
                                    {"Rehna", "/schaufenster/ort/rehna/", 12},
                                    {"Klütz", "/schaufenster/ort/kluetz/", 9},
                                    {"Dassow", "/schaufenster/ort/dassow/", 7}}};
  const std::array<ChipGroup, 3> choices{
      {{.id = "now",
        .heading = word(Key::shop_hours),
        .chips = now,
        .more = moment_field(language, {.path = "/schaufenster/"})},
       {.id = "kinds", .heading = word(Key::directory_kinds), .chips = kinds},
       {.id = "places", .heading = word(Key::directory_places), .chips = places, .shown = 3}}};
  const auto heading = counted(language, Plural::directory_count, 1138);
  const auto lead = text(language, Key::directory_lead, {{"town", k_town}});
  const auto status = notice({.tone = Tone::warning, .message = word(Key::status_offline)});
  return visit.framed(
      list_page(
          language,
          {.title = word(Key::directory_title),
           .lead = lead,
           .search = {.label = word(Key::directory_search), .path = "/schaufenster/"},
           .choices = choices,
           .above = ordered ? Html{place_field(language, {.words = word(Key::near_from_here),
                                                          .places = k_centres,
                                                          .open = true})
                                       .markup +
                                   chips(language, {.id = "orders",
                                                    .heading = word(Key::order_heading),
                                                    .chips = orders})
                                       .markup}
                            : Html{},
           .list = {.id = "shops", .heading = heading, .cards = all.cards},
           .pager = {.page = 1, .pages = 23, .left = 1088, .next_url = "/schaufenster/?seite=2"}}),
      with_slots ? status : Html{});
}

Html empty_list(Language language) {
  const Visit visit{language, "/schaufenster/"};
  const auto word = [&](Key key) { return visit.word(key); };
  const auto url = localized(language, "/schaufenster/");
  return visit.framed(
      list_page(language, {.title = word(Key::directory_title),
                           .search = {.label = word(Key::directory_search),
                                      .path = "/schaufenster/",
                                      .query = "Raumschiff"},
                           .nothing = empty_result(language, word(Key::directory_none),
                                                   word(Key::directory_none_hint), url)}));
}

Html one_shop(Language language) {
  const Visit visit{language, "/schaufenster/baeckerei-luedemann/"};
  const auto word = [&](Key key) { return visit.word(key); };
  static constexpr std::array<Text, 6> k_goods{"Brot",          "Brötchen", "Kuchen",
                                               "Sanddorntorte", "Kaffee",   "belegte Brötchen"};
  const std::array<Fact, 4> known{
      {{word(Key::shop_delivery), "im Umkreis von 8 km, ab 15 €, dienstags und freitags", {}},
       {word(Key::shop_payment), "bar, girocard", {}},
       {word(Key::shop_wheelchair), word(Key::shop_wheelchair_yes), {}},
       {word(Key::shop_languages), "Deutsch, Polnisch, Plattdeutsch", {}}}};
  static constexpr std::array<Photo, 2> k_photos{
      {{.hash = "laden",
        .width = 1280,
        .height = 960,
        .alternative = "Fachwerkhaus mit gelber Markise",
        .credit = "Ida Muster, CC BY 4.0"},
       {.hash = "brote",
        .width = 1280,
        .height = 960,
        .alternative = "Drei Brotlaibe auf einem Holzbrett",
        .credit = "Ida Muster, CC BY 4.0"}}};
  const std::array<Crumb, 1> above{{{word(Key::directory_title), "/schaufenster/"}}};
  Writer w;
  w.markup(breadcrumb(language, above));
  w.markup(shop_page(
      language,
      {.name = "Bäckerei Lüdemann",
       .kind = "bakery",
       .kind_text = "Bäckerei",
       .place = "Kernstadt",
       .invented = true,
       .open = {OpenState::Kind::open, "geöffnet bis 18 Uhr"},
       .closed_until = "6. Dezember 2026",
       .photos = k_photos,
       .summary = "Sauerteigbrot aus dem Holzofen, seit 1921 am Markt.",
       .description = "Morgens um fünf riecht die halbe Altstadt nach frischem Brot. Mehl kommt "
                      "von der Mühle in Rehna, die Eier vom Nachbarhof.\n\nSamstags gibt es "
                      "Sanddorntorte, solange der Vorrat reicht.",
       .assortment = k_goods,
       .contact = {.name = "Bäckerei Lüdemann",
                   .street = "Wismarsche Straße 14",
                   .postal_code = "23999",
                   .place = "Kernstadt",
                   .phone = "+49 30 23125 114",
                   .email = "backstube@luedemann.example",
                   .website = "https://luedemann.example/",
                   .lat = "53.8631",
                   .lon = "11.1902",
                   .card_url = "/schaufenster/baeckerei-luedemann/kontakt.vcf"},
       .week = WeekTable{.times = {{"06:00–18:00", "06:00–18:00", "06:00–12:30", "06:00–18:00",
                                    "06:00–18:00", "06:00–12:00", ""}},
                         .today = 5},
       .hours_note = "An Feiertagen geschlossen.",
       .facts = known,
       .confirmed_on = "3. November 2026",
       .source = "eigene Angaben des Ladens",
       .owner_url = "/mein-eintrag/?eintrag=baeckerei-freytag",
       .actions = button({.text = word(Key::shop_save),
                          .action = "save",
                          .value = "baeckerei-luedemann",
                          .weight = Weight::secondary,
                          .icon = Drawing::heart,
                          .pressed_known = true})}));
  return visit.framed(std::move(w).finish());
}

}  // namespace

std::vector<Page> pages() {
  std::vector<Page> out;
  static constexpr std::array<Source, 1> k_sources{
      {{"OpenStreetMap", "https://www.openstreetmap.org/copyright", "Open Database License 1.0",
        1138}}};
  static constexpr std::string_view k_prose =
      "Einträge stammen aus freien Quellen.\n\n## Programm\nFreie Software.\n- "
      "[Impressum](/impressum/)";
  for (const Language language : k_languages) {
    const auto add = [&](const char* name, std::string_view title, Html html) {
      out.push_back({name, language, std::string(title), std::move(html)});
    };
    const auto word = [language](Key key) { return text(language, key); };
    const auto framed = [language](std::string_view path, const Html& html) {
      return Visit{language, path}.framed(html);
    };
    add("home", k_town, home_page(language));
    add("list", word(Key::directory_title), shop_list(language, false));
    add("list_alive", word(Key::directory_title), shop_list(language, true));
    add("list_ordered", word(Key::directory_title), shop_list(language, true, true));
    add("list_empty", word(Key::directory_title), empty_list(language));
    add("shop", "Bäckerei Lüdemann", one_shop(language));
    const usage::State off;
    Html settings = settings_page(language, {.kept = word(Key::settings_offline_ready)});
    settings.markup += usage::section(language, &off).markup;
    add("settings", word(Key::settings_title), framed("/einstellungen/", settings));
    add("sources", word(Key::legal_sources),
        framed("/quellen/", legal_page(language, word(Key::legal_sources), k_prose, k_sources)));
    add("not_found", word(Key::error_not_found),
        framed("/gibt-es-nicht/", not_found_page(language)));
    for (const Main& one : saved_pages(language))
      add(one.name.c_str(), word(Key::service_saved), framed(one.path, one.html));
    add("offline", word(Key::error_offline_page), framed("/spaeter/", offline_page(language)));
  }
  return out;
}

}  // namespace stadtkern::examples
