#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "golden/examples.hpp"
#include "views/drawing.hpp"

using namespace stadtkern;

namespace {

const std::filesystem::path k_folder = "tests/golden/views";

// The sprite's address names its content, which is no concern of the pages.
std::string without_sprite_address(std::string markup) {
  for (auto at = markup.find(views::k_sprite); at != std::string::npos;
       at = markup.find(views::k_sprite, at))
    markup.replace(at, views::k_sprite.size(), "/assets/drawings.svg#");
  return markup;
}

// One tag per line, so that a change shows where it is.
std::string in_lines(const std::string& markup) {
  std::string lines;
  for (const char c : markup) {
    if (c == '<' && !lines.empty() && lines.back() == '>') lines += '\n';
    lines += c;
  }
  return lines + '\n';
}

std::string read(const std::filesystem::path& file) {
  std::stringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

std::vector<examples::Example> all() {
  auto found = examples::components();
  for (auto& page : examples::pages()) {
    const auto tag = std::string(views::language_tag(page.language));
    found.push_back({"page_" + page.name + "." + tag, std::move(page.html)});
  }
  return found;
}

}  // namespace

TEST_CASE("every component and page looks as it was approved") {
  const bool approve = std::getenv("STADTKERN_APPROVE") != nullptr;
  for (const auto& [name, html] : all()) {
    const auto file = k_folder / (name + ".html");
    const auto now = in_lines(without_sprite_address(html.markup));
    if (approve) std::ofstream(file, std::ios::binary) << now;
    INFO(name);
    CHECK(read(file) == now);
  }
}

TEST_CASE("no golden is left of an example that is gone") {
  std::set<std::string> known;
  for (const auto& example : all()) known.insert(example.name + ".html");
  for (const auto& entry : std::filesystem::directory_iterator(k_folder)) {
    INFO(entry.path());
    CHECK(known.count(entry.path().filename().string()) == 1);
  }
}

TEST_CASE("no page shows a placeholder that nobody filled") {
  for (const auto& [name, html] : all()) {
    INFO(name);
    CHECK(html.markup.find('{') == std::string::npos);
  }
}
