// The pages every public portal must have: imprint (§ 5 DDG), privacy (Art. 13 GDPR), accessibility
// statement (§ 12a BGG, BITV 2.0) and sources. Their words stand in web/texts/pages, what differs
// per town comes from town.json.
#pragma once

#include <span>

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

// A fact that a town has not given is "", and the line that would state it is left out.
struct TownFacts {
  std::string_view name = {};
  std::string_view body = {};            // who answers for the portal: "Stadt Kernstadt"
  std::string_view represented_by = {};  // "Bürgermeisterin Ida Muster"
  std::string_view street = {};
  std::string_view postal_code = {};
  std::string_view place = {};
  std::string_view phone = {};
  std::string_view email = {};
  std::string_view vat_id = {};
  std::string_view editor = {};           // responsible for the content (§ 18 MStV)
  std::string_view supervision = {};      // the authority that supervises the town
  std::string_view privacy_contact = {};  // data protection officer: name or office
  std::string_view privacy_email = {};
  std::string_view privacy_authority = {};  // where to complain (Art. 77 GDPR)
  std::string_view barrier_email = {};      // where to report a barrier
  std::string_view enforcement_body = {};   // where to turn when a report does not help
  std::string_view enforcement_url = {};
  std::string_view statement_date = {};  // of the accessibility statement, as people write it
};

struct Source {
  Text name = {};
  std::string_view url = {};
  Text licence = {};
  std::int64_t records = 0;
};

Html imprint_page(Language language, const TownFacts& town);
Html privacy_page(Language language, const TownFacts& town);
Html accessibility_page(Language language, const TownFacts& town);
Html sources_page(Language language, const TownFacts& town, std::span<const Source> sources);

}  // namespace stadtkern::views
