#include "document.hpp"

#include <stdexcept>

#include "head.hpp"
#include "views/writer.hpp"

namespace stadtkern::prerender {
namespace {

// For text and for values in double quotes: a template has both.
std::string escaped(std::string_view text) {
  views::Writer w;
  w.text(text);
  std::string markup = std::move(w).finish().markup;
  for (std::size_t at = markup.find('"'); at != std::string::npos; at = markup.find('"', at))
    markup.replace(at, 1, "&quot;");
  return markup;
}

std::map<std::string, std::string> values_of(const Edition& edition, views::Language language) {
  return {{"build", edition.build},
          {"lang", std::string(views::language_tag(language))},
          {"plain", std::string(views::text(language, views::Key::status_plain))},
          {"town", edition.town},
          {"dir", "ltr"},
          {"robots", ""},
          {"links", ""},
          {"preview", ""},
          {"json_ld", ""},
          {"care_key", edition.care_key}};
}

}  // namespace

std::string Template::fill(const std::map<std::string, std::string>& values) const {
  std::string out;
  std::string_view rest = text_;
  for (std::size_t open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
    const bool is_markup = rest.substr(open, 3) == "{{{";
    const std::size_t begin = open + (is_markup ? 3 : 2);
    const std::string_view end = is_markup ? "}}}" : "}}";
    const std::size_t close = rest.find(end, begin);
    const std::string name(rest.substr(begin, close == std::string_view::npos ? 0 : close - begin));
    const auto value = values.find(name);
    if (close == std::string_view::npos || value == values.end()) {
      throw std::runtime_error("page.html: nothing is known for {{" + name + "}}");
    }
    out += rest.substr(0, open);
    out += is_markup ? value->second : escaped(value->second);
    rest.remove_prefix(close + end.size());
    if (value->second.empty() && is_markup && !rest.empty() && rest.front() == '\n')
      rest.remove_prefix(1);
  }
  return out += rest;
}

std::string document_of(const Template& page, const Edition& edition,
                        const Publication& publication, const core::Document& document,
                        const std::string& path) {
  auto values = values_of(edition, language_of(document));
  values["title"] = document.title;
  const bool described = !document.page.description.empty();
  values["description"] = described ? document.page.description : document.title;
  values["seq"] = std::to_string(edition.sequence);
  values["body"] = document.body.markup;
  if (document.page.indexed) {
    values["links"] = head_links(publication, document, path);
    values["preview"] = head_preview(publication, document, path, edition.icon);
    values["json_ld"] = head_data(publication, document, path);
  } else {
    values["robots"] = "<meta name=\"robots\" content=\"noindex\">";
  }
  return page.fill(values);
}

std::string shell_of(const Template& page, const Edition& edition, views::Language language) {
  auto values = values_of(edition, language);
  values["title"] = "Stadtkern";
  values["description"] = "";
  values["seq"] = "-1";
  values["body"] = "";
  values["robots"] = "<meta name=\"robots\" content=\"noindex\">";
  return page.fill(values);
}

}  // namespace stadtkern::prerender
