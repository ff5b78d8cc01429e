#include "views/components/legal_pages.hpp"

#include <array>

#include "views/components/prose.hpp"

namespace stadtkern::views {
namespace {

Html page(Language language, Key title, Key words, const TownFacts& town, const Html& more = {}) {
  const std::array<Fill, 18> fills{{{"town", town.name},
                                    {"body", town.body},
                                    {"represented_by", town.represented_by},
                                    {"street", town.street},
                                    {"postal_code", town.postal_code},
                                    {"place", town.place},
                                    {"phone", town.phone},
                                    {"email", town.email},
                                    {"vat_id", town.vat_id},
                                    {"editor", town.editor},
                                    {"supervision", town.supervision},
                                    {"privacy_contact", town.privacy_contact},
                                    {"privacy_email", town.privacy_email},
                                    {"privacy_authority", town.privacy_authority},
                                    {"barrier_email", town.barrier_email},
                                    {"enforcement_body", town.enforcement_body},
                                    {"enforcement_url", town.enforcement_url},
                                    {"statement_date", town.statement_date}}};
  Writer w;
  w.element("article", {{"class", "prose"}}, [&] {
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
    w.element("ul", {{"class", "sources"}}, [&] {
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
