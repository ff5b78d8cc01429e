#include <catch2/catch.hpp>

#include "core/core.hpp"
#include "core/view.hpp"

using namespace stadtkern;

namespace {

wire::Change record(std::string collection, std::string id, std::int64_t sequence,
                    wire::Fields fields) {
  return {std::move(collection), std::move(id), sequence, false, true, std::move(fields)};
}

// The body of a page of a town that says some texts itself.
std::string page(const char* url) {
  core::State state;
  wire::Changes changes{"", 0, 6, false, {record("town", "town", 1, {{"name", "Kern & Stadt"}})}};
  changes.changes.push_back(
      record("texts", "home-lead", 2, {{"de", "Moin aus {town}!"}, {"leicht", "Moin!"}}));
  changes.changes.push_back(record("texts", "frame-promise", 3, {{"en", "All of <b>us</b>."}}));
  changes.changes.push_back(
      record("shops", "hof", 4, {{"name", "Hof"}, {"payment", "cash; barter"}}));
  changes.changes.push_back(record("words", "payment-cash", 5, {{"de", "bar"}, {"en", "cash!"}}));
  changes.changes.push_back(record("words", "language-cash", 6, {{"de", "falsch"}}));
  REQUIRE(state.sync.content.apply(changes).ok());
  state.route = core::route_of(url);
  return core::view(state, core::Surface::prerendered).body.markup;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the town's own words stand in place of the portal's, with its name and escaped") {
  CHECK(contains(page("/"), "<p class=\"lead\">Moin aus Kern &amp; Stadt!</p>"));
  CHECK(contains(page("/leicht/"), "<p class=\"lead\">Moin!</p>"));
  CHECK(contains(page("/en/"), "All of &lt;b"));
}

TEST_CASE("a language for which the town has no words of its own keeps the portal's") {
  const auto portals = views::text(views::Language::en, views::Key::home_lead);
  CHECK(contains(page("/en/"), portals));
  CHECK(contains(page("/"), views::text(views::Language::de, views::Key::frame_promise)));
}

TEST_CASE(
    "codes are shown in words, in German where a language lacks them, as they are where nobody "
    "named them") {
  CHECK(contains(page("/schaufenster/hof/"), "bar, barter"));
  CHECK(contains(page("/en/schaufenster/hof/"), "cash!, barter"));
  CHECK(contains(page("/leicht/schaufenster/hof/"), "bar, barter"));
}
