#include <catch2/catch.hpp>

#include "exports/atom.hpp"
#include "exports/json_ld.hpp"
#include "exports/json_text.hpp"
#include "exports/kind_types.hpp"
#include "exports/sitemap.hpp"
#include "exports/vcard.hpp"
#include "server/scratch_folder.hpp"
#include "site.hpp"

using namespace stadtkern;
using namespace stadtkern::prerender;

namespace {

constexpr Instant k_noon{1'795'518'000'000};  // Tuesday, 2026-11-24, 12:00 in Berlin

class Town {
 public:
  explicit Town(std::vector<std::pair<std::string, wire::Fields>> shops) {
    put("town", "town", {{"name", "Kernstadt"}, {"state", "DE-MV"}});
    for (auto& [slug, fields] : shops) put("shops", slug, std::move(fields));
  }
  void put(const std::string& collection, const std::string& id, wire::Fields fields) {
    const std::int64_t before = content_.sequence();
    const wire::Change change{collection, id, before + 1, false, true, std::move(fields)};
    REQUIRE(content_.apply({"", before, before + 1, false, {change}}).ok());
  }
  Publication publication(Instant now = k_noon) const {
    return {content_, "https://kern.example", now};
  }

 private:
  model::Content content_;
};

Json data_of(const Town& town, Instant now = k_noon) {
  const Publication publication = town.publication(now);
  const std::string element =
      json_ld(publication, model::Shop(publication.shops(), 0), views::Language::de);
  constexpr std::string_view k_open = "<script type=\"application/ld+json\">";
  constexpr std::string_view k_close = "</script>";
  REQUIRE(element.size() > k_open.size() + k_close.size());
  return Json::parse(
      element.substr(k_open.size(), element.size() - k_open.size() - k_close.size()));
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

}  // namespace

TEST_CASE("JSON-LD says nothing that the record does not say") {
  const Json data = data_of(Town({{"hof", {{"name", "Hof"}}}}));
  CHECK(data["@type"] == "LocalBusiness");
  for (const char* field :
       {"telephone", "email", "image", "geo", "priceRange", "openingHoursSpecification",
        "specialOpeningHoursSpecification", "amenityFeature", "keywords", "sameAs"})
    CHECK_FALSE(data.contains(field));
}

TEST_CASE("no value of a record ends the element it stands in") {
  const Town town({{"hof", {{"name", "</script><script>alert(1)</script>"}}}});
  const Publication publication = town.publication();
  const std::string element =
      json_ld(publication, model::Shop(publication.shops(), 0), views::Language::de);
  CHECK(count(element, "</script") == 1);
  CHECK(data_of(town)["name"] == "</script><script>alert(1)</script>");
}

TEST_CASE("a usual week is said once, and a holiday among the coming days by its date") {
  const Town town({{"hof", {{"name", "Hof"}, {"opening_hours", "Mo-Fr 08:00-18:00; PH off"}}}});
  const Json usual = data_of(town);
  REQUIRE(usual["openingHoursSpecification"].size() == 1);
  CHECK(usual["openingHoursSpecification"][0]["dayOfWeek"].size() == 5);
  CHECK_FALSE(usual.contains("specialOpeningHoursSpecification"));
  const Json christmas = data_of(town, {k_noon.ms + 28 * k_day_ms});  // 2026-12-22
  const Json& special = christmas["specialOpeningHoursSpecification"];
  REQUIRE(special.size() == 1);
  CHECK(special[0]["validFrom"] == "2026-12-25");
  CHECK(special[0]["opens"] == special[0]["closes"]);
}

TEST_CASE("where seasons differ the coming days are said one by one") {
  const Json data = data_of(Town(
      {{"hof", {{"name", "Hof"}, {"opening_hours", "Nov Tu 08:00-12:00; May Sa 10:00-12:00"}}}}));
  const Json& days = data["openingHoursSpecification"];
  REQUIRE(days.size() == 8);
  CHECK(days[0]["validFrom"] == "2026-11-24");
  CHECK(days[0]["closes"] == "12:00");
  CHECK(days[1]["opens"] == days[1]["closes"]);
}

TEST_CASE("a temporary closure covers the days until its last one") {
  const Json data = data_of(Town({{"hof",
                                   {{"name", "Hof"},
                                    {"closed_until", "2026-12-06"},
                                    {"opening_hours", "Mo-Fr 08:00-18:00; PH off"}}}}));
  REQUIRE(data["specialOpeningHoursSpecification"].size() == 1);
  CHECK(data["specialOpeningHoursSpecification"][0]["validThrough"] == "2026-12-06");
}

TEST_CASE("a closure that is announced leaves the days before it as they are") {
  const Json data = data_of(Town({{"hof",
                                   {{"name", "Hof"},
                                    {"closed_from", "2026-12-01"},
                                    {"closed_until", "2026-12-06"},
                                    {"opening_hours", "Mo-Fr 08:00-18:00; 2026 Nov 25 off"}}}}));
  const Json special = data["specialOpeningHoursSpecification"];
  REQUIRE(special.size() == 2);
  CHECK(special[0]["validFrom"] == "2026-12-01");
  CHECK(special[0]["validThrough"] == "2026-12-06");
  CHECK(special[1]["validFrom"] == "2026-11-25");
}

TEST_CASE("every kind of the vocabulary has a type, also one nobody has heard of") {
  CHECK(schema_type_of("bakery") == "Bakery");
  CHECK(schema_type_of("something-new") == "LocalBusiness");
}

TEST_CASE("a vCard keeps its lines short, its characters whole and its values one") {
  const std::string name =
      "Ääääääääääääääääääääääääääääääääääääääääääääää; Söhne, GmbH\\Co\vZweite Zeile";
  const std::string summary(400, 'x');  // several lines
  const Town town({{"hof", {{"name", name}, {"summary", summary}}}});
  const Publication publication = town.publication();
  const std::string card = vcard(publication, model::Shop(publication.shops(), 0));
  std::string unfolded;
  for (std::size_t at = 0; at < card.size();) {
    const std::size_t end = card.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    CHECK(end - at <= 75);
    CHECK((static_cast<unsigned char>(card[at]) & 0xC0) != 0x80);
    const bool folded = card[at] == ' ';
    if (!folded) unfolded += '\n';
    unfolded += card.substr(at + (folded ? 1 : 0), end - at - (folded ? 1 : 0));
    at = end + 2;
  }
  CHECK(unfolded.find("\nFN:Ääääääääääääääääääääääääääääääääääääääääääääää\\; Söhne\\, "
                      "GmbH\\\\Co\\nZweite Zeile\n") != std::string::npos);
}

TEST_CASE("many pages become several sitemaps and a list of them") {
  const Town town({});
  CHECK(sitemaps(town.publication(), {"/"}).size() == 1);
  const std::vector<std::string> paths(k_sitemap_pages_max + 1, "/a&b/");
  const auto files = sitemaps(town.publication(), paths);
  REQUIRE(files.size() == 3);
  CHECK(files[0].first == "sitemap-1.xml");
  CHECK(count(files[0].second, "<loc>") == 3 * k_sitemap_pages_max);
  CHECK(files[1].second.find("https://kern.example/en/a&amp;b/") != std::string::npos);
  CHECK(files[2].first == "sitemap.xml");
  CHECK(count(files[2].second, "<loc>https://kern.example/sitemap-") == 2);
}

TEST_CASE("what changed comes first in the feed, with the moment when it was seen") {
  testing::ScratchFolder folder;
  const auto feed = [&](const Town& town, Instant now) {
    News news(folder.path("news.json"));
    const Publication publication = town.publication(now);
    news.look_at(publication);
    news.save();
    return atom(publication, news, views::Language::de);
  };
  Town town(
      {{"alt", {{"name", "Alt"}, {"confirmed_on", "2026-10-01"}}}, {"still", {{"name", "Still"}}}});
  const std::string first = feed(town, k_noon);
  CHECK(count(first, "<entry>") == 1);  // a town that begins is no news of every shop
  CHECK(first.find("<updated>2026-10-01T00:00:00Z</updated>") != std::string::npos);
  CHECK(feed(town, {k_noon.ms + k_day_ms}) == first);

  town.put("shops", "still", {{"name", "Still"}, {"phone", "+49 1"}});
  town.put("shops", "neu", {{"name", "Neu & <gut>"}});
  const std::string later = feed(town, {k_noon.ms + k_day_ms});
  CHECK(count(later, "<entry>") == 3);
  CHECK(count(later, "2026-11-25T11:00:00Z") == 3);  // of the feed and of both
  CHECK(later.find("Neu &amp; &lt;gut&gt;") < later.find("Alt"));
}

TEST_CASE("a broken memory of news counts as none") {
  testing::ScratchFolder folder;
  const Town town({{"hof", {{"name", "Hof"}}}});
  for (const char* broken : {"{", "[]", "7", ""}) {
    News news(folder.write("news.json", broken));
    news.look_at(town.publication());
    CHECK(news.newest(town.publication().shops(), 10).empty());
  }
}
