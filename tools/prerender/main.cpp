// stadtkern-prerender: writes the portal's pages as files.
#include <malloc.h>

#include <chrono>
#include <cstring>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

#include "addresses.hpp"
#include "document.hpp"
#include "site.hpp"
#include "wire/document.hpp"
#include "wire/names.hpp"

namespace {

using namespace stadtkern;
using namespace stadtkern::prerender;
namespace fs = std::filesystem;

constexpr const char* k_help =
    "stadtkern-prerender --server URL --data DIR --web DIR --town ID [--follow] [--only PATHS]\n"
    "\n"
    "  --server URL  der Server der Stadt auf dieser Maschine, http://HOST:PORT\n"
    "  --data DIR    schreibt die Seiten nach DIR/site\n"
    "  --web DIR     was der Bau der Hülle hinterlassen hat (page.html, assets.json)\n"
    "  --town ID     die Kennung der Stadt\n"
    "  --follow      bleibt laufen und schreibt nach jeder Änderung neu\n"
    "  --only PATHS  schreibt nur diese Seiten (/,/schaufenster/) und entfernt keine\n";

struct Options {
  std::map<std::string, std::string> values;
  bool follow = false;
};

Options read_options(int count, char** words) {
  Options options;
  for (int at = 1; at < count; ++at) {
    const std::string word = words[at];
    if (word == "--help") {
      std::cout << k_help;
      std::exit(0);
    }
    if (word == "--follow") {
      options.follow = true;
    } else if (word.rfind("--", 0) == 0 && at + 1 < count) {
      options.values[word.substr(2)] = words[++at];
    } else {
      throw std::invalid_argument("unbekannt: " + word);
    }
  }
  for (const char* needed : {"server", "data", "web", "town"}) {
    if (options.values[needed].empty())
      throw std::invalid_argument(std::string("es fehlt --") + needed);
  }
  return options;
}

struct Assets {
  std::string build;
  std::vector<std::string> style_hashes;
};

Assets read_assets(const fs::path& web) {
  const std::string text = read_whole(web / "assets.json");
  const auto document = wire::Document::decode(as_bytes(text), wire::Encoding::json);
  if (!document.ok())
    throw std::runtime_error((web / "assets.json").string() + " fehlt: erst die Hülle bauen");
  Error fault{Code::invalid, "", ""};
  const auto root = document.value().root(&fault);
  Assets assets{root.text("build", 64), root.texts("style_hashes", 16, 128)};
  if (root.faulty())
    throw std::runtime_error("assets.json: " + fault.field + ": " + fault.expected);
  return assets;
}

std::string file_of(views::Language language, const std::string& path) {
  return views::localized(language, path).substr(1) + "index.html";
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

void write_site(Mirror& mirror, const Template& page, const Edition& edition,
                const std::vector<std::string>& all, Site& site) {
  std::size_t done = 0;
  for (const std::string& path : all) {
    for (const views::Language language : views::k_languages) {
      const core::Document document = mirror.page_at(views::localized(language, path));
      site.write(file_of(language, path), document_of(page, edition, document, path));
    }
    if (++done % 200 == 0)
      std::cerr << "  " << done << "/" << all.size() << " Seiten\r" << std::flush;
  }
  for (const views::Language language : views::k_languages) {
    const std::string prefix = views::localized(language, "/").substr(1);
    const core::Document missing = mirror.page_at(views::localized(language, "/gibt/es/nicht/"));
    site.write(prefix + "404.html", document_of(page, edition, missing, "/"));
    site.write("shell/" + prefix + "index.html", shell_of(page, edition, language));
  }
}

bool render_all(Mirror& mirror, const Template& page, const Assets& assets,
                const Options& options) {
  if (!mirror.update()) return false;
  const auto begin = std::chrono::steady_clock::now();
  const fs::path root = fs::path(options.values.at("data")) / "site";
  Site site(root);
  wire::Writer headers;
  headers.texts("style_hashes", assets.style_hashes);
  const Bytes bytes = headers.encode(wire::Encoding::json);
  write_whole(root / "_headers.json", as_text(bytes));
  const auto only = options.values.find("only");
  const bool some = only != options.values.end();
  write_site(mirror, page, {options.values.at("town"), assets.build, mirror.content().sequence()},
             some ? split(only->second) : addresses(mirror), site);
  if (!some) site.sweep();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                      std::chrono::steady_clock::now() - begin)
                      .count();
  std::cerr << "  " << site.pages() << " Seiten, " << site.changed() << " neu geschrieben, "
            << site.removed() << " entfernt (" << ms << " ms)\n";
  return true;
}

int run(const Options& options) {
  const fs::path web = options.values.at("web");
  const Assets assets = read_assets(web);
  const Template page(read_whole(web / "page.html"));
  const std::string& town = options.values.at("town");
  if (!wire::is_town(town))
    throw std::invalid_argument("--town: erwartet wird eine Kennung wie kernstadt");
  const FeedClient feed(options.values.at("server"));
  Mirror mirror(feed, town, assets.build);
  if (!render_all(mirror, page, assets, options)) {
    std::cerr << "Der Server unter " << options.values.at("server")
              << " gab den Bestand nicht heraus: läuft er?\n";
    if (!options.follow) return 1;
  }
  while (options.follow) {
    feed.follow("/api/v1/" + town + "/feed/events", [&](std::int64_t head) {
      if (head != mirror.content().sequence()) render_all(mirror, page, assets, options);
      return true;
    });
    std::this_thread::sleep_for(std::chrono::seconds(2));
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  // The encoder asks for megabytes per page: keep them instead of giving them back to the system
  // each time.
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  try {
    return run(read_options(count, words));
  } catch (const std::exception& error) {
    std::cerr << "Fehler: " << error.what() << " (Hilfe: --help)\n";
    return 1;
  }
}
