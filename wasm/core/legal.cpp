#include "core/legal.hpp"

#include <vector>

#include "views/components/legal_pages.hpp"

namespace stadtkern::core {
namespace {

using views::Key;

views::TownFacts facts_of(const model::Town& town) {
  views::TownFacts facts;
  facts.name = town.name();
  facts.body = town.field("imprint_body");
  facts.represented_by = town.field("imprint_represented_by");
  facts.street = town.field("imprint_street");
  facts.postal_code = town.field("imprint_postal_code");
  facts.place = town.field("imprint_place");
  facts.phone = town.field("imprint_phone");
  facts.email = town.field("imprint_email");
  facts.vat_id = town.field("imprint_vat_id");
  facts.editor = town.field("imprint_editor");
  facts.supervision = town.field("imprint_supervision");
  facts.privacy_contact = town.field("privacy_contact");
  facts.privacy_email = town.field("privacy_email");
  facts.privacy_authority = town.field("privacy_authority");
  facts.barrier_email = town.field("barrier_email");
  facts.enforcement_body = town.field("enforcement_body");
  facts.enforcement_url = town.field("enforcement_url");
  facts.statement_date = town.field("statement_date");
  return facts;
}

Key title_of(Legal page) {
  switch (page) {
    case Legal::imprint:
      return Key::legal_imprint;
    case Legal::privacy:
      return Key::legal_privacy;
    case Legal::accessibility:
      return Key::legal_accessibility;
    case Legal::sources:
      break;
  }
  return Key::legal_sources;
}

Html words_of(const model::Town& town, Legal page, views::Language language) {
  const views::TownFacts facts = facts_of(town);
  switch (page) {
    case Legal::imprint:
      return views::imprint_page(language, facts);
    case Legal::privacy:
      return views::privacy_page(language, facts);
    case Legal::accessibility:
      return views::accessibility_page(language, facts);
    case Legal::sources:
      break;
  }
  std::vector<views::Source> sources;
  for (const model::Source& source : town.sources()) {
    sources.push_back({source.name, source.url, source.licence, source.records});
  }
  return views::sources_page(language, facts, sources);
}

}  // namespace

views::Page legal_page(const model::Town& town, Legal page, views::Language language) {
  views::Page made;
  made.title = views::text(language, title_of(page));
  made.main = words_of(town, page, language);
  made.settled = !town.name().empty();
  return made;
}

}  // namespace stadtkern::core
