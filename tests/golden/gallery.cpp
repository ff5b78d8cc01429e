// Writes every example as a page a browser can open, for eyes and for the checks that need a
// browser.
//   gallery PAGE_TEMPLATE STYLE_SHEET OUTPUT_FOLDER
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "golden/examples.hpp"

namespace {

using namespace stadtkern;

std::string read(const char* file) {
  std::stringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

std::string filled(std::string page, const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values) {
    for (const std::string& mark : {"{{{" + name + "}}}", "{{" + name + "}}"}) {
      for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at)) {
        page.replace(at, mark.size(), value);
        at += value.size();
      }
    }
  }
  return page;
}

struct Gallery {
  std::string page;
  std::string css;
  std::filesystem::path folder;

  void write(const std::string& name, views::Language language, const std::string& title,
             const std::string& body) const {
    const std::map<std::string, std::string> values{
        {"lang", std::string(views::language_tag(language))},
        {"dir", "ltr"},
        {"build", "gallery"},
        {"seq", "0"},
        {"town", "kernstadt"},
        {"title", title},
        {"description", title},
        {"robots", "<meta name=\"robots\" content=\"noindex\">"},
        {"links", ""},
        {"preview", ""},
        {"icon", "/icon.svg"},
        {"touch_icon", "/icon.png"},
        {"preload", ""},
        {"css", css},
        {"json_ld", ""},
        {"plain", std::string(views::text(language, views::Key::status_plain))},
        {"body", body},
        {"script", "/main.js"}};
    std::ofstream(folder / (name + ".html"), std::ios::binary) << filled(page, values);
  }
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: gallery PAGE_TEMPLATE STYLE_SHEET OUTPUT_FOLDER\n";
    return 2;
  }
  const Gallery gallery{read(arguments[1]), read(arguments[2]), arguments[3]};
  std::filesystem::create_directories(gallery.folder);
  for (const auto& page : examples::pages()) {
    const auto tag = std::string(views::language_tag(page.language));
    gallery.write(page.name + "." + tag, page.language, page.title, page.html.markup);
  }
  std::string body = "<main class=\"wide\"><h1>Bausteine</h1>";
  for (const auto& [name, html] : examples::components()) {
    body += "<h2>" + name + "</h2>" + html.markup;
  }
  gallery.write("components", views::Language::de, "Bausteine", body + "</main>");
  return 0;
}
