#include "core/elsewhere.hpp"

#include "core/legal.hpp"
#include "core/services.hpp"
#include "search/fold.hpp"
#include "search/stem.hpp"

namespace stadtkern::core {
namespace {

using views::Key;

constexpr Legal k_legal[] = {Legal::imprint, Legal::privacy, Legal::accessibility, Legal::sources};
constexpr std::size_t k_letters_min = 3;

bool has_word(std::string_view text, std::string_view wanted) {
  for (search::WordReader word(text); word.next();) {
    if (word.folded().substr(0, wanted.size()) == wanted) return true;
  }
  return false;
}

bool says_all(std::string_view title, std::string_view words, std::string_view query) {
  bool any = false;
  for (search::WordReader wanted(query); wanted.next(); any = true) {
    if (wanted.folded().size() < k_letters_min) return false;
    const std::string_view word = search::stem_of(wanted.folded());
    if (!has_word(title, word) && !has_word(words, word)) return false;
  }
  return any;
}

// People search for the help they need, not for the name that the town gave its service.
std::string words_of(const views::Tile& service, views::Language language) {
  std::string words(service.lead.value);
  if (service.drawing != views::Drawing::care) return words;
  const auto add = [&](Key key) { (words += ' ') += views::text(language, key); };
  add(Key::care_ask_level);
  for (int form = int(Key::care_form_home); form <= int(Key::care_form_palliative); ++form)
    add(Key(form));
  return words;
}

}  // namespace

Elsewhere::Elsewhere(const model::Content& content, views::Language language,
                     std::string_view query) {
  if (query.empty()) return;
  const auto consider = [&](std::string_view title, std::string_view path, std::string_view words) {
    if (!says_all(title, words, query)) return;
    urls_.push_back(views::localized(language, path));
    views::Chip link;
    link.name = title;
    link.url = urls_.back();
    links_.push_back(link);
  };
  const std::vector<views::Tile> services = services_of(content, language);
  urls_.reserve(services.size() + std::size(k_legal));
  for (const views::Tile& service : services)
    consider(service.title.value, service.path, words_of(service, language));
  for (const Legal page : k_legal) {
    const Prose prose = prose_of(content, page, language);
    consider(prose.title, path_of({language, page}), prose.words);
  }
}

}  // namespace stadtkern::core
