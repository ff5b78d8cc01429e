#include "views/components/legal_pages.hpp"

#include "views/components/prose.hpp"

namespace stadtkern::views {
namespace {

void write_source(Writer& w, Language language, const Source& source) {
  w.element("li", [&] {
    if (source.url.empty()) {
      w.text(source.name);
    } else {
      w.element("a", {{"href", source.url}}, source.name);
    }
    w.void_element("br");
    w.text(source.licence);
    if (!source.licence.empty()) w.text(" · ");
    w.text(counted(language, Plural::directory_count, source.records));
  });
}

}  // namespace

Html legal_page(Language language, Text title, std::string_view words,
                std::span<const Source> sources) {
  Writer w;
  w.element("article class='prose'", [&] {
    w.element("h1", title);
    if (!sources.empty()) {
      w.element("ul class='sources'", [&] {
        for (const Source& source : sources) write_source(w, language, source);
      });
    }
    w.markup(prose(language, words));
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
