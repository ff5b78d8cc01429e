#include "core/legal.hpp"

#include <charconv>
#include <vector>

#include "views/components/legal_pages.hpp"

namespace stadtkern::core {
namespace {

using views::Key;

struct Known {
  std::string_view record;
  Key title;
};
constexpr Known k_pages[] = {{"imprint", Key::legal_imprint},
                             {"privacy", Key::legal_privacy},
                             {"accessibility", Key::legal_accessibility},
                             {"sources", Key::legal_sources},
                             {"entry", Key::owner_title}};

std::vector<views::Source> sources_of(const model::Collection& known) {
  std::vector<views::Source> sources;
  for (model::Row row = 0; row < known.size(); ++row) {
    const std::string_view count = known.value(row, "records");
    views::Source source{known.value(row, "name"), known.value(row, "url"),
                         known.value(row, "licence")};
    std::from_chars(count.data(), count.data() + count.size(), source.records);
    sources.push_back(source);
  }
  return sources;
}

}  // namespace

Prose prose_of(const model::Content& content, Legal page, views::Language language) {
  const Known& known = k_pages[static_cast<std::size_t>(page)];
  const model::Collection& prose = content.collection("prose");
  const auto row = prose.find(known.record);
  return {views::text(language, known.title),
          row ? prose.value(*row, views::language_value(language)) : std::string_view()};
}

views::Page legal_page(const model::Content& content, Legal page, views::Language language) {
  const Prose prose = prose_of(content, page, language);
  const std::string words = wire::restore_lines(prose.words);
  std::vector<views::Source> sources;
  if (page == Legal::sources) sources = sources_of(content.collection("sources"));
  views::Page made;
  made.title = prose.title;
  made.main = views::legal_page(language, prose.title, words, sources);
  made.settled = !words.empty();
  return made;
}

}  // namespace stadtkern::core
