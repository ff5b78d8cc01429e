#include "views/components/legal_pages.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "views/components/prose.hpp"

namespace stadtkern::views {
namespace {

struct Placeholder {
  const char* name;
  std::string_view TownFacts::*value;
};
constexpr Placeholder k_placeholders[] = {{"town", &TownFacts::name},
                                          {"body", &TownFacts::body},
                                          {"represented_by", &TownFacts::represented_by},
                                          {"street", &TownFacts::street},
                                          {"postal_code", &TownFacts::postal_code},
                                          {"place", &TownFacts::place},
                                          {"phone", &TownFacts::phone},
                                          {"email", &TownFacts::email},
                                          {"vat_id", &TownFacts::vat_id},
                                          {"editor", &TownFacts::editor},
                                          {"supervision", &TownFacts::supervision},
                                          {"privacy_contact", &TownFacts::privacy_contact},
                                          {"privacy_email", &TownFacts::privacy_email},
                                          {"privacy_authority", &TownFacts::privacy_authority},
                                          {"barrier_email", &TownFacts::barrier_email},
                                          {"enforcement_body", &TownFacts::enforcement_body},
                                          {"enforcement_url", &TownFacts::enforcement_url},
                                          {"statement_date", &TownFacts::statement_date}};

Html page(Language language, Key title, Key words, const TownFacts& town, const Html& more = {}) {
  std::array<Fill, std::size(k_placeholders)> fills;
  std::transform(std::begin(k_placeholders), std::end(k_placeholders), fills.begin(),
                 [&town](const Placeholder& one) {
                   return Fill{one.name, town.*one.value};
                 });
  Writer w;
  w.element("article class='prose'", [&] {
    w.element("h1", text(language, title));
    w.markup(more);
    w.markup(prose(language, text(language, words), fills));
  });
  return std::move(w).finish();
}

}  // namespace

Html imprint_page(Language language, const TownFacts& town) {
  return page(language, Key::legal_imprint, Key::page_imprint, town);
}

Html privacy_page(Language language, const TownFacts& town) {
  return page(language, Key::legal_privacy, Key::page_privacy, town);
}

Html accessibility_page(Language language, const TownFacts& town) {
  return page(language, Key::legal_accessibility, Key::page_accessibility, town);
}

Html sources_page(Language language, const TownFacts& town, std::span<const Source> sources) {
  Writer w;
  if (!sources.empty()) {
    w.element("ul class='sources'", [&] {
      for (const Source& source : sources) {
        w.element("li", [&] {
          w.element("a", {{"href", source.url}}, source.name);
          w.void_element("br");
          w.text(source.licence);
          w.text(" · ");
          w.text(counted(language, Plural::directory_count, source.records));
        });
      }
    });
  }
  return page(language, Key::legal_sources, Key::page_sources, town, std::move(w).finish());
}

}  // namespace stadtkern::views
