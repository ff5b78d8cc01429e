#include <array>

#include "golden/examples.hpp"
#include "map/drawing.hpp"
#include "views/components/breadcrumb.hpp"
#include "views/components/button.hpp"
#include "views/components/card.hpp"
#include "views/components/chips.hpp"
#include "views/components/contact.hpp"
#include "views/components/facts.hpp"
#include "views/components/message_page.hpp"
#include "views/components/moment_field.hpp"
#include "views/components/notice.hpp"
#include "views/components/open_now.hpp"
#include "views/components/pager.hpp"
#include "views/components/photo.hpp"
#include "views/components/place_field.hpp"
#include "views/components/prose.hpp"
#include "views/components/search_field.hpp"
#include "views/components/tiles.hpp"
#include "views/components/week_table.hpp"

namespace stadtkern::examples {
namespace {

using namespace views;

constexpr Language k_de = Language::de;

void add_controls(std::vector<Example>& out) {
  out.push_back(
      {"button", button({.text = "Löschen & fertig", .action = "wipe", .weight = Weight::danger})});
  out.push_back({"button_toggle", button({.text = "Merken",
                                          .action = "save",
                                          .value = "hof-x",
                                          .weight = Weight::secondary,
                                          .icon = Drawing::heart,
                                          .pressed_known = true,
                                          .pressed = true})});
  out.push_back({"link_button_unsafe", link_button({.text = "x", .url = "javascript:alert(1)"})});
  static constexpr std::array<KeptChoice, 1> k_kept{{{"offen", "jetzt"}}};
  out.push_back({"search_field", search_field(k_de, {.label = "Was suchen Sie?",
                                                     .hint = "zum Beispiel Honig",
                                                     .path = "/schaufenster/",
                                                     .query = "\"Brot\" & Käse",
                                                     .kept = k_kept})});
  static constexpr std::array<Chip, 4> k_chips{{{"Hofladen", "/a/", 588, true},
                                                {"Wochenmarkt", "/b/", 256},
                                                {"Automat", "/c/", 152},
                                                {"Imkerei", "/d/", 125}}};
  out.push_back({"chips", chips(k_de, {.id = "kinds", .heading = "Art", .chips = k_chips})});
  out.push_back(
      {"chips_many",
       chips(Language::en, {.id = "places", .heading = "Place", .chips = k_chips, .shown = 2})});
  static constexpr std::array<Chip, 3> k_live{
      {{.name = "Jetzt geöffnet", .url = "/a/?offen=jetzt", .count = 12, .counted_here = true},
       {.name = "Samstag", .url = "/a/?offen=x&y", .chosen = true, .counted_here = true},
       {.name = "In meiner Nähe", .action = "locate"}}};
  out.push_back({"chips_live", chips(k_de, {.id = "times", .heading = "Zeiten", .chips = k_live})});
  out.push_back({"moment_field", moment_field(k_de, {.path = "/schaufenster/",
                                                     .value = "2026-11-23T18:00",
                                                     .kept = k_kept})});
  static constexpr std::array<PlaceChoice, 2> k_places{
      {{"nord", "Nord & Ost"}, {"sued", "Süd", true}}};
  out.push_back({"place_field",
                 place_field(k_de, {.words = "Wo sind Sie?", .places = k_places, .open = true})});
  out.push_back({"place_field_nothing_to_choose", place_field(k_de, {.words = "Wo?"})});
  out.push_back({"pager_middle", pager(k_de, {.page = 2,
                                              .pages = 23,
                                              .left = 1038,
                                              .previous_url = "/a/",
                                              .next_url = "/a/?seite=3"})});
  out.push_back({"pager_single", pager(k_de, {})});
}

void add_messages(std::vector<Example>& out) {
  static constexpr std::array<Crumb, 1> k_crumbs{{{"Schaufenster", "/schaufenster/"}}};
  out.push_back({"breadcrumb", breadcrumb(Language::leicht, k_crumbs)});
  out.push_back({"notice", notice({.tone = Tone::warning, .message = "Keine Verbindung."})});
  out.push_back({"notice_action", notice({.message = "Eine neue Fassung ist da.",
                                          .action_text = "Jetzt erneuern",
                                          .action = "apply_update"})});
  out.push_back({"empty_result", empty_result(k_de, "Dazu haben wir nichts gefunden",
                                              "Kürzer hilft.", "/schaufenster/")});
  out.push_back(
      {"prose",
       prose(Language::en,
             "## Contact\nLine one\nLine <b>two</b>\n\n- Mail [x]\n- [Sources](/quellen/) and "
             "[out](https://a.example/)\n- [bad](javascript:x)\n\nEnd [open")});
}

void add_facts(std::vector<Example>& out) {
  static constexpr std::array<Fact, 3> k_facts{
      {{"Bezahlen", "bar\ngirocard", {}},
       {"Leer", "", {}},
       {"Website", "hof.example", "https://hof.example/"}}};
  out.push_back({"facts", facts(k_facts)});
  out.push_back({"contact", contact(k_de, {.name = "Hof X",
                                           .street = "Lange Straße 1",
                                           .postal_code = "23936",
                                           .place = "Kernstadt",
                                           .phone = "+49 30 23125 001",
                                           .email = "hof@x.example",
                                           .website = "https://www.x.example/",
                                           .lat = "53.86",
                                           .lon = "11.19"})});
  out.push_back({"contact_nothing_known", contact(k_de, {})});
  out.push_back(
      {"week_table", week_table(k_de, {.times = {{"08:00–18:00", "08:00–12:30\n14:00–18:00", "",
                                                  "08:00–18:00", "08:00–18:00", "08:00–13:00", ""}},
                                       .today = 1})});
  out.push_back({"photo", photo(k_de,
                                {.hash = "aB3_-x",
                                 .width = 1600,
                                 .height = 1200,
                                 .alternative = "Ein \"Hof\"",
                                 .credit = "Ida"},
                                false)});
  out.push_back(
      {"photo_small_first",
       photo(k_de, {.hash = "s", .width = 640, .height = 480, .alternative = "Ein Tor"}, true)});
  out.push_back({"photo_bad_hash",
                 photo(k_de, {.hash = "x.y 1w, /evil", .width = 640, .height = 480}, true)});
}

void add_lists(std::vector<Example>& out) {
  const std::array<Card, 3> cards{{{.id = "shop-hof-x",
                                    .url = "/schaufenster/hof-x/",
                                    .name = "Hof <X>",
                                    .kind = "farm",
                                    .kind_text = "Hofladen",
                                    .place = "Kernstadt",
                                    .open = {OpenState::Kind::open, "geöffnet bis 18 Uhr"},
                                    .distance = "2,3 km",
                                    .invented = true},
                                   {.id = "shop-y",
                                    .url = "/schaufenster/y/",
                                    .name = "Y",
                                    .kind = "never-heard-of",
                                    .place = "Ort"},
                                   {.id = "shop-z",
                                    .url = "/schaufenster/z/",
                                    .name = "Z",
                                    .kind = "bakery",
                                    .kind_text = "Bäckerei",
                                    .photo = {.hash = "abc", .width = 640, .height = 480}}}};
  out.push_back(
      {"card_list", card_list(k_de, {.id = "shops", .heading = "3 Einträge", .cards = cards})});
  Card marked = cards[0];
  marked.name_html = {"Hof <mark>X</mark>"};
  marked.kind_html = {"<mark>Hof</mark>laden"};
  marked.found_html = {"<mark>Honig</mark>"};
  out.push_back(
      {"card_marked",
       card_list(k_de, {.id = "shops", .heading = "1 Eintrag", .cards = std::span(&marked, 1)})});
  out.push_back({"open_now", open_now(k_de, {.list = {"open", "Jetzt geöffnet", cards},
                                             .all_text = "Alle 12 zeigen",
                                             .all_url = "/schaufenster/?offen=jetzt"})});
  out.push_back(
      {"open_now_nothing", open_now(Language::leicht, {.list = {"open", "Jetzt offen"}})});
  const auto town = [] {
    map::Canvas canvas(k_de, {{53'829'000, 11'142'000}, 9});
    canvas.ground("water", "M700 0 1000 0 1000 300Z");
    canvas.mark({{500, 470}, 12, Drawing::shop, "12 Einträge, näher heran", "/a/", "0,-30,2"});
    canvas.mark({{204, 815}, 1, Drawing::fish, "Fischkate", "/schaufenster/fischkate/"});
    canvas.mark({{1040, 300}, 1, Drawing::farm, "Hof <X>", "/schaufenster/hof-x/"});
    canvas.mark({{800, 700}, 1, Drawing::bakery, "", "", "", true});
    canvas.label({520, 480}, "Altstadt");
    canvas.label({300, 700}, "Hafen");
    return canvas;
  };
  out.push_back({"map", town().map("Schaufenster auf der Karte")});
  out.push_back({"map_buttons", map::map_buttons(k_de)});
  out.push_back({"map_picture", map::Canvas(k_de, {{53'829'000, 11'142'000}, 5}).picture("Hof X")});
  static constexpr std::array<Tile, 2> k_tiles{
      {{"Schaufenster", "Läden und Märkte", "/schaufenster/", Drawing::directory},
       {"Pflegefinder", "Eine Anfrage", "/pflege/", Drawing::care}}};
  out.push_back({"tiles", tiles(Language::en, k_tiles)});
}

}  // namespace

std::vector<Example> components() {
  std::vector<Example> out;
  add_controls(out);
  add_messages(out);
  add_facts(out);
  add_lists(out);
  return out;
}

}  // namespace stadtkern::examples
