#include "core/elsewhere.hpp"

#include "search/fold.hpp"

namespace stadtkern::core {
namespace {

using views::Key;

struct Place {
  Key title;
  const char* path;
  const char* prose;  // the record whose words it says, "" where `lead` says it
  Key lead;
};
constexpr Place k_places[] = {
    {Key::service_settings, "/einstellungen/", "", Key::service_settings_lead},
    {Key::legal_imprint, "/impressum/", "imprint", Key::legal_imprint},
    {Key::legal_privacy, "/datenschutz/", "privacy", Key::legal_privacy},
    {Key::legal_accessibility, "/barrierefreiheit/", "accessibility", Key::legal_accessibility},
    {Key::legal_sources, "/quellen/", "sources", Key::legal_sources}};
constexpr std::size_t k_letters_min = 3;

bool has_word(std::string_view text, std::string_view wanted) {
  for (search::WordReader word(text); word.next();) {
    if (word.folded().substr(0, wanted.size()) == wanted) return true;
  }
  return false;
}

bool says_all(const std::string_view (&texts)[3], std::string_view query) {
  bool any = false;
  for (search::WordReader wanted(query); wanted.next(); any = true) {
    if (wanted.folded().size() < k_letters_min) return false;
    bool found = false;
    for (const std::string_view text : texts) found = found || has_word(text, wanted.folded());
    if (!found) return false;
  }
  return any;
}

}  // namespace

Elsewhere::Elsewhere(const model::Content& content, views::Language language,
                     std::string_view query) {
  const model::Collection& prose = content.collection("prose");
  urls_.reserve(std::size(k_places));
  for (const Place& place : k_places) {
    const auto row = prose.find(place.prose);
    const std::string_view words =
        row ? prose.value(*row, views::language_value(language)) : std::string_view();
    const std::string_view title = views::text(language, place.title);
    if (!says_all({title, views::text(language, place.lead), words}, query)) continue;
    urls_.push_back(views::localized(language, place.path));
    views::Chip link;
    link.name = title;
    link.url = urls_.back();
    links_.push_back(link);
  }
}

}  // namespace stadtkern::core
