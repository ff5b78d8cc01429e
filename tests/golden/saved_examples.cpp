#include "features/saved/list_view.hpp"
#include "golden/examples.hpp"
#include "support/town_feed.hpp"

namespace stadtkern::examples {
namespace {

using saved::Entry;

// Content as a device holds it.
model::Content small_town() {
  testing::TownFeed feed;
  feed.put("shops", "baeckerei-luedemann",
           {{"name", "Bäckerei Lüdemann"}, {"kind", "bakery"}, {"place", "kernstadt"}});
  feed.put("shops", "hof-rambow", {{"name", "Hofladen Rambow"}, {"kind", "farm"}});
  feed.put("kinds", "bakery", {{"de", "Bäckerei"}});
  feed.pack();
  wire::Manifest manifest =
      wire::decode_manifest(feed.get("/api/v1/kernstadt/feed/packs").second, wire::Encoding::cbor)
          .value();
  return model::Content::assemble(
             manifest,
             [&feed](const std::string& hash) {
               return std::make_shared<const wire::Pack>(
                   wire::Pack::decode(feed.get("/api/v1/kernstadt/feed/packs/" + hash).second)
                       .value());
             })
      .value();
}

saved::State filled_list() {
  saved::State state;
  state.known = true;
  state.list = {{"alte-muehle", "Alte Mühle <Mehl & mehr>", "", {}},
                {"hof-rambow",
                 "Hofladen Rambow",
                 "Eier für Oma,\nKartoffeln ab Samstag",
                 {{"2 kg", "Kartoffeln", false}, {"", "Eier", true}}},
                {"baeckerei-luedemann", "Bäckerei Lüdemann", "", {}}};
  state.noted = "hof-rambow";
  state.before = Entry{"cafe", "Kleine Kaffeerösterei", "", {}};
  return state;
}

}  // namespace

std::vector<Main> saved_pages(views::Language language) {
  const model::Content content = small_town();
  const views::Card cards[] = {{},
                               {.url = "/schaufenster/hof-rambow/",
                                .name = "Hofladen Rambow",
                                .kind = "farm",
                                .kind_text = "Hofladen",
                                .open = {views::OpenState::Kind::open, "geöffnet bis 18 Uhr"}},
                               {.url = "/schaufenster/baeckerei-luedemann/",
                                .name = "Bäckerei Lüdemann",
                                .kind = "bakery",
                                .kind_text = "Bäckerei",
                                .place = "Kernstadt",
                                .invented = true}};
  const saved::Sight sight{content, true, language, true, cards};
  saved::State none;
  none.known = true;
  return {{"saved", "/merkliste/", saved::view_list(filled_list(), sight, {}).main},
          {"order", "/merkliste/",
           saved::view(filled_list(), sight, saved::OrderPage{"hof-rambow"}).main},
          {"saved_empty", "/merkliste/", saved::view_list(none, sight, {}).main}};
}

}  // namespace stadtkern::examples
