// stadtkern-prerender: writes the portal's pages as files.
#include <chrono>
#include <cstring>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

#include "hours/berlin.hpp"
#include "pages.hpp"
#include "photos.hpp"
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
  std::string icon;
  std::vector<std::string> style_hashes;
};

Assets read_assets(const fs::path& web) {
  const std::string text = read_whole(web / "assets.json");
  const auto document = wire::Document::decode(as_bytes(text), wire::Encoding::json);
  if (!document.ok())
    throw std::runtime_error((web / "assets.json").string() + " fehlt: erst die Hülle bauen");
  Error fault{Code::invalid, "", ""};
  const auto root = document.value().root(&fault);
  Assets assets{root.text("build", 64), "", root.texts("style_hashes", 16, 128)};
  root.each_text("icons", 16, 256, [&assets](std::string_view name, const std::string& path) {
    if (name == "icon_512.png") assets.icon = path;
  });
  if (root.faulty())
    throw std::runtime_error("assets.json: " + fault.field + ": " + fault.expected);
  return assets;
}

constexpr std::size_t k_styles_max = 16;
// The server knows of new styles after half a second (server/http/policy.hpp).
constexpr std::chrono::milliseconds k_followed{600};

// Those that the pages on disk were written with.
std::vector<std::string> read_style_hashes(const fs::path& root) {
  const std::string text = read_whole(root / "_headers.json");
  const auto document = wire::Document::decode(as_bytes(text), wire::Encoding::json);
  if (!document.ok()) return {};
  Error fault{Code::invalid, "", ""};
  auto hashes = document.value().root(&fault).texts("style_hashes", k_styles_max, 128);
  return fault.field.empty() ? std::move(hashes) : std::vector<std::string>();
}

void write_style_hashes(const fs::path& root, const std::vector<std::string>& hashes) {
  wire::Writer headers;
  headers.texts("style_hashes", hashes);
  const Bytes bytes = headers.encode(wire::Encoding::json);
  write_whole(root / "_headers.json", as_text(bytes));
}

Instant clock_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

// Where everyone reaches the portal: as the town says, else where this program does.
std::string origin_of(const model::Content& content, const Options& options) {
  const std::string_view own = model::Town(content).field("url");
  return own.empty() ? options.values.at("server") : std::string(own);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

class Run {
 public:
  Run(Mirror& mirror, const Template& page, const Template* desk, const Assets& assets,
      const Options& options)
      : mirror_(mirror), page_(page), desk_(desk), assets_(assets), options_(options) {}

  // False where the server did not give the content whole.
  bool render() {
    if (!mirror_.update()) return false;
    const auto begin = std::chrono::steady_clock::now();
    const fs::path root = fs::path(options_.values.at("data")) / "site";
    Site site(root);
    // Until the last page is written, some carry the styles of the build before.
    std::vector<std::string> styles = read_style_hashes(root);
    const bool other_styles = styles != assets_.style_hashes;
    if (other_styles) {
      styles.insert(styles.end(), assets_.style_hashes.begin(), assets_.style_hashes.end());
      write_style_hashes(root, styles);
      std::this_thread::sleep_for(k_followed);  // a page that comes first would stand unstyled
    }
    const Instant now = clock_now();
    const model::Content& content = mirror_.content();
    const Publication publication{content, origin_of(content, options_), now};
    News news(root / "_news.json");
    const Edition edition{options_.values.at("town"), assets_.build, content.sequence(),
                          assets_.icon, std::string(model::Town(content).field("care_key"))};
    Pages pages(mirror_, page_, desk_, edition, publication, site);
    const auto only = options_.values.find("only");
    if (only == options_.values.end()) {
      pages.write(news);
      sweep_photos(fs::path(options_.values.at("data")) / "media", content,
                   fs::file_time_type::clock::now());
    } else {
      pages.write_pages(split(only->second));
    }
    if (other_styles) {
      std::this_thread::sleep_for(k_followed);  // the server may hold a page of before
      write_style_hashes(root, assets_.style_hashes);
    }
    sequence_ = content.sequence();
    day_ = hours::local_day(now);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                        std::chrono::steady_clock::now() - begin)
                        .count();
    std::cerr << "  " << site.files() << " Dateien, " << site.changed() << " neu geschrieben, "
              << site.removed() << " entfernt (" << ms << " ms)\n";
    return true;
  }

  // After a change, and after midnight: what pages say of the coming days has moved on.
  void hear(std::int64_t head) {
    const bool changed = head >= 0 && head != sequence_;
    if (changed || hours::local_day(clock_now()) != day_) render();
  }

 private:
  Mirror& mirror_;
  const Template& page_;
  const Template* desk_;
  const Assets& assets_;
  const Options& options_;
  std::int64_t sequence_ = -1;
  hours::Day day_ = 0;
};

int run(const Options& options) {
  const fs::path web = options.values.at("web");
  const Assets assets = read_assets(web);
  const Template page(read_whole(web / "page.html"));
  std::optional<Template> desk;
  if (fs::exists(web / "desk.html")) desk.emplace(read_whole(web / "desk.html"));
  const std::string& town = options.values.at("town");
  if (!wire::is_town(town))
    throw std::invalid_argument("--town: erwartet wird eine Kennung wie kernstadt");
  const FeedClient feed(options.values.at("server"));
  Mirror mirror(feed, town, assets.build);
  Run portal(mirror, page, desk ? &*desk : nullptr, assets, options);
  if (!portal.render()) {
    std::cerr << "Der Server unter " << options.values.at("server")
              << " gab den Bestand nicht heraus: läuft er?\n";
    if (!options.follow) return 1;
  }
  while (options.follow) {
    feed.follow("/api/v1/" + town + "/feed/events", [&](std::int64_t head) {
      portal.hear(head);
      return true;
    });
    std::this_thread::sleep_for(std::chrono::seconds(2));
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(read_options(count, words));
  } catch (const std::exception& error) {
    std::cerr << "Fehler: " << error.what() << " (Hilfe: --help)\n";
    return 1;
  }
}
