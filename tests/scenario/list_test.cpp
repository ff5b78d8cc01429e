#include <catch2/catch.hpp>

#include "features/directory/moments.hpp"
#include "features/directory/opening.hpp"
#include "features/directory/results.hpp"
#include "features/directory/shop_view.hpp"
#include "support/sync_visit.hpp"

using namespace stadtkern;
using testing::Disk;
using testing::TownFeed;

namespace {

using Names = std::vector<std::string>;

// A town whose shops arrived, and its list.
struct Town {
  TownFeed feed;
  Disk disk;
  std::optional<testing::SyncVisit> visit;
  directory::Shelves shelves;
  directory::Circumstances circumstances;

  Town() {
    feed.pack();
    feed.put("town", "town", {{"name", "Kernstadt"}, {"state", "DE-MV"}});
    visit.emplace(feed, disk);
    visit->device.start();
    visit->device.settle();
  }
  void shop(const std::string& id, wire::Fields fields) {
    fields.emplace("name", id);
    feed.put("shops", id, fields);
  }
  const model::Content& content() {
    visit->device.happen(port::FeedHinted{feed.sequence()});
    visit->device.settle();
    return visit->state.content;
  }
  void clock(const char* moment) { circumstances.now = directory::moment_named(moment).value(); }
  directory::ListPage page(const std::string& url) {
    const Url parsed = parse_url(url).value();
    return std::get<directory::ListPage>(
        directory::parse_page(std::span(parsed.segments).subspan(1), parsed).value());
  }
  directory::Results find(const directory::ListPage& page) {
    directory::arrange(shelves, content(), {static_cast<int>(feed.sequence())}, views::Language::de,
                       &page);
    return directory::find(visit->state.content, shelves, page, circumstances);
  }
  directory::Results find(const std::string& url) { return find(page(url)); }
  Names names(const std::string& url) {
    Names names;
    for (const model::Row row : find(url).rows)
      names.emplace_back(visit->state.content.collection("shops").value(row, "name"));
    return names;
  }
  std::string card_state(const char* id, views::Language language = views::Language::de) {
    const directory::Sight sight{content(), language, circumstances.now};
    std::string words;
    const model::Shop shop(sight.shops(), sight.shops().find(id).value());
    return std::string(directory::short_open_state(sight, shop, words).text.value);
  }
  std::string page_state(const char* id) {
    const directory::Sight sight{content(), views::Language::de, circumstances.now};
    std::string words;
    const model::Shop shop(sight.shops(), sight.shops().find(id).value());
    return std::string(directory::open_state(sight, shop, words).text.value);
  }
};

std::size_t count_of(const std::vector<directory::Facet>& facets, const std::string& slug) {
  for (const directory::Facet& facet : facets) {
    if (facet.slug == slug) return facet.count;
  }
  return 0;
}

}  // namespace

TEST_CASE("open now leaves what is open, without those closed for a while or of unknown hours") {
  Town town;
  town.shop("a", {{"opening_hours", "Mo-Fr 08:00-18:00"}});
  town.shop("b", {{"opening_hours", "Mo-Fr 08:00-12:00"}});
  town.shop("c", {});
  town.shop("d", {{"opening_hours", "Mo-Fr 08:00-18:00"}, {"closed_until", "2026-11-23"}});
  town.shop("e", {{"opening_hours", "wann wir wollen"}});
  town.clock("2026-11-23T15:00");
  CHECK(town.names("/schaufenster/?offen=jetzt") == Names{"a"});
  CHECK(town.names("/schaufenster/").size() == 5);
  town.clock("2026-11-24T09:00");
  CHECK(town.names("/schaufenster/?offen=jetzt") == Names{"a", "b", "d"});
  town.circumstances.now.reset();
  CHECK(town.names("/schaufenster/?offen=jetzt").size() == 5);
}

TEST_CASE("words of time in a search are read as the moment that is meant") {
  const Instant monday = directory::moment_named("2026-11-23T15:00").value();
  const auto meant = [&](const char* query) { return directory::moment_meant(query, monday); };
  CHECK(meant("heute abend brot") == "2026-11-23T19:00");
  CHECK(meant("Brötchen am Sonntag") == "2026-11-29T10:00");
  CHECK(meant("morgen früh brot") == "2026-11-24T08:00");
  CHECK(meant("übermorgen") == "2026-11-25T10:00");
  CHECK(meant("bread tonight") == "2026-11-23T19:00");
  CHECK(meant("samstags nachts pizza") == "2026-11-28T23:00");
  CHECK(meant("brot") == "");
  CHECK(meant("brot heute") == "");       // "open now" says that
  CHECK(meant("heute früh brot") == "");  // is past
  CHECK(meant("abendbrot sonntagsbrot") == "");
  CHECK(meant("abend:19 :") == "2026-11-23T19:00");
}

TEST_CASE("a chosen moment is local time, on public holidays and in school holidays too") {
  Town town;
  town.feed.put("school_holidays", "mv", {{"days", "2026-07-13 2026-08-22;2026-10-15 2026-10-24"}});
  town.feed.put("school_holidays", "sh", {{"days", "2026-07-06 2026-08-15"}});
  town.shop("bad", {{"opening_hours", "Mo-Fr 14:00-18:00; SH 10:00-18:00"}});
  town.shop("hof", {{"opening_hours", "Mo-Fr 09:00-18:00; PH off"}});
  town.shop("see", {{"opening_hours", "Mo-Fr 14:00-18:00; SH 10:00-18:00"}, {"land", "DE-SH"}});
  town.clock("2026-11-23T15:00");
  CHECK(town.names("/schaufenster/?offen=2026-07-10T11:00") == Names{"hof", "see"});
  CHECK(town.names("/schaufenster/?offen=2026-07-14T11:00") == Names{"bad", "hof", "see"});
  CHECK(town.names("/schaufenster/?offen=2026-08-20T11:00") == Names{"bad", "hof"});
  CHECK(town.names("/schaufenster/?offen=2027-03-08T15:00") == Names{"bad", "see"});  // DE-MV alone
  CHECK(town.names("/schaufenster/?offen=2026-07-14T18:00").empty());
  CHECK(town.names("/schaufenster/?offen=2026-13-14T18:00").size() == 3);  // is no moment
}

TEST_CASE("shops with the same hours in two states keep their own holidays") {
  Town town;
  town.shop("mv", {{"opening_hours", "Mo-Su 09:00-18:00; PH off"}});
  town.shop("sh", {{"opening_hours", "Mo-Su 09:00-18:00; PH off"}, {"land", "DE-SH"}});
  CHECK(town.names("/schaufenster/?offen=2027-03-08T12:00") == Names{"sh"});
}

TEST_CASE("hours that follow the sun are asked where the shop stands") {
  Town town;
  const char* hours = "sunrise-sunset";
  town.shop("east", {{"opening_hours", hours}, {"lat", "51.0"}, {"lon", "15.0"}});
  town.shop("west", {{"opening_hours", hours}, {"lat", "51.0"}, {"lon", "6.0"}});
  CHECK(town.names("/schaufenster/?offen=2026-11-23T16:15") == Names{"west"});
  CHECK(town.names("/schaufenster/?offen=2026-11-23T12:00") == Names{"east", "west"});
}

TEST_CASE("every count that is shown is the number of entries behind it") {
  Town town;
  const char* kinds[] = {"bakery", "farm", "books"};
  const char* places[] = {"hagenow", "kernstadt", "rehna", ""};
  const char* hours[] = {"Mo-Fr 08:00-18:00", "Sa 08:00-12:00", "", "24/7", "Mo-Sa 06:00-10:00"};
  for (int n = 0; n < 61; ++n) {
    town.shop("laden-" + std::to_string(n), {{"name", n % 4 == 0 ? "Honig" : "Milch"},
                                             {"kind", kinds[n % 3]},
                                             {"place", places[n * 7 % 4]},
                                             {"opening_hours", hours[n * 11 % 5]}});
  }
  town.clock("2026-11-23T09:30");
  std::size_t followed = 0;
  for (const char* url :
       {"/schaufenster/", "/schaufenster/?offen=jetzt", "/schaufenster/art/farm/?q=honig",
        "/schaufenster/ort/rehna/?offen=jetzt", "/schaufenster/?offen=2026-11-28T09:00&q=milsch",
        "/schaufenster/art/books/ort/hagenow/?offen=jetzt&sortiert=name"}) {
    INFO(url);
    const directory::ListPage page = town.page(url);
    const directory::Results results = town.find(page);
    for (const auto& [slug, count] : results.kinds) {
      directory::ListPage narrowed = page;
      narrowed.kind = slug;
      CHECK(town.find(narrowed).rows.size() == count);
      ++followed;
    }
    for (const auto& [slug, count] : results.places) {
      if (slug.empty()) continue;
      directory::ListPage narrowed = page;
      narrowed.place = slug;
      CHECK(town.find(narrowed).rows.size() == count);
      ++followed;
    }
    directory::ListPage open = page;
    if (page.open_at.empty()) open.open_now = true;
    CHECK(town.find(open).rows.size() == results.open);
    directory::ListPage any = page;
    any.open_now = false;
    any.open_at.clear();
    CHECK(town.find(any).rows.size() == results.any_time);
    CHECK((page.kind.empty() || count_of(results.kinds, page.kind) == results.rows.size()));
  }
  CHECK(followed > 20);
}

TEST_CASE("a card says in how many minutes a shop closes, once that is soon") {
  Town town;
  town.shop("laden", {{"opening_hours", "Mo-Fr 08:00-18:00"}});
  town.shop("kneipe", {{"opening_hours", "Mo-Fr 08:00-18:00+"}});
  town.shop("ferien", {{"opening_hours", "Mo-Fr 08:00-18:00"}, {"closed_until", "2026-12-01"}});
  town.clock("2026-11-23T17:14");
  CHECK(town.card_state("laden") == "geöffnet bis 18 Uhr");
  town.clock("2026-11-23T17:15");
  CHECK(town.card_state("laden") == "schließt in 45 Minuten");
  CHECK(town.card_state("laden", views::Language::leicht) == "Noch 45 Minuten offen");
  town.clock("2026-11-23T17:59");
  CHECK(town.card_state("laden") == "schließt in 1 Minute");
  CHECK(town.card_state("kneipe").find("schließt") == std::string::npos);
  CHECK(town.card_state("ferien") == "geschlossen");
}

TEST_CASE("a date is a day only where the calendar has it") {
  CHECK(directory::day_named("2026-11-24") == hours::day_of(2026, 11, 24));
  for (const char* wrong :
       {"", "2026-02-29", "2026-13-01", "24.11.2026", "2026-1-024", "2026-11-24T"})
    CHECK_FALSE(directory::day_named(wrong));
}

TEST_CASE("a closure that is announced begins on its first day, and ends after its last") {
  Town town;
  town.shop("ferien", {{"opening_hours", "Mo-Fr 08:00-18:00"},
                       {"closed_from", "2026-12-24"},
                       {"closed_until", "2027-01-03"}});
  town.clock("2026-11-23T15:00");
  CHECK(town.names("/schaufenster/?offen=jetzt") == Names{"ferien"});
  CHECK(town.names("/schaufenster/?offen=2026-12-28T10:00").empty());
  CHECK(town.card_state("ferien") == "geöffnet bis 18 Uhr");
  town.clock("2026-12-23T19:00");
  CHECK(town.page_state("ferien") == "Vorübergehend geschlossen bis 03.01.2027");
  town.clock("2026-12-28T10:00");
  CHECK(town.names("/schaufenster/?offen=jetzt").empty());
  CHECK(town.page_state("ferien") == "Vorübergehend geschlossen bis 03.01.2027");
  town.clock("2027-01-04T10:00");
  CHECK(town.names("/schaufenster/?offen=jetzt") == Names{"ferien"});
  CHECK(town.page_state("ferien") == "geöffnet bis 18 Uhr");
}

TEST_CASE("a page announces a closure until it is over") {
  Town town;
  town.shop("ferien", {{"opening_hours", "Mo-Fr 08:00-18:00"},
                       {"closed_from", "2026-12-24"},
                       {"closed_until", "2027-01-03"}});
  const auto announces = [&](const char* moment) {
    town.clock(moment);
    const directory::Sight sight{town.content(), views::Language::de, town.circumstances.now};
    return directory::view_shop(sight, town.shelves, {"ferien"})
               .main.markup.find("vom 24.12.2026 bis 03.01.2027") != std::string::npos;
  };
  CHECK(announces("2026-11-23T15:00"));
  CHECK(announces("2027-01-03T15:00"));
  CHECK_FALSE(announces("2027-01-04T00:00"));
}

TEST_CASE("an address of a list is read and written alike") {
  Town town;
  for (const char* url :
       {"/schaufenster/", "/schaufenster/?offen=jetzt", "/schaufenster/?sortiert=name",
        "/schaufenster/art/farm/?q=k%C3%A4se&offen=2026-11-23T18:00&sortiert=naehe"}) {
    CHECK(directory::path_of(town.page(url)) == url);
  }
  CHECK(directory::path_of(town.page("/schaufenster/?offen=gestern&sortiert=zufall")) ==
        "/schaufenster/");
}
