#include "views/components/frame.hpp"

#include "views/components/notice.hpp"
#include "views/drawing.hpp"

namespace stadtkern::views {
namespace {

void write_languages(Writer& w, const Frame& facts) {
  w.element("nav class='languages'", {{"aria-label", text(facts.language, Key::frame_languages)}},
            [&] {
              w.element("ul", [&] {
                for (const Language one : k_languages) {
                  const auto tag = language_tag(one);
                  w.element("li", {{"class", "here", one == facts.language}}, [&] {
                    w.element("a",
                              {{"href", localized(one, facts.path)},
                               {"lang", tag},
                               {"hreflang", tag},
                               {"aria-current", "true", one == facts.language}},
                              language_name(one));
                  });
                }
              });
            });
}

void write_services(Writer& w, const Frame& facts) {
  if (facts.services.empty()) return;
  w.element(
      "nav class='services'", {{"aria-label", text(facts.language, Key::frame_services)}}, [&] {
        w.element("ul", [&] {
          for (const Service& service : facts.services) {
            const std::string url = localized(facts.language, service.path);
            const bool here = facts.path == service.path;
            const bool inside = !here && facts.path.starts_with(service.path);
            w.element("li", [&] {
              w.element(
                  "a",
                  {{"href", url}, {"aria-current", "page", here}, {"aria-current", "true", inside}},
                  service.name);
            });
          }
        });
      });
}

void write_header(Writer& w, const Frame& facts) {
  w.element("header id='top'", [&] {
    w.element("div class='wide'", [&] {
      w.element("a class='brand'", {{"href", localized(facts.language, "/")}}, [&] {
        draw(w, Drawing::mark, "drawing");
        w.element("span", facts.town_name);
      });
      write_languages(w, facts);
      write_services(w, facts);
    });
  });
}

void write_legal_links(Writer& w, Language language) {
  struct Link {
    Key name;
    std::string_view path;
  };
  static constexpr Link k_links[] = {{Key::legal_imprint, "/impressum/"},
                                     {Key::legal_privacy, "/datenschutz/"},
                                     {Key::legal_accessibility, "/barrierefreiheit/"},
                                     {Key::legal_sources, "/quellen/"}};
  w.element("nav", {{"aria-label", text(language, Key::frame_legal)}}, [&] {
    w.element("ul", [&] {
      for (const auto& [name, path] : k_links) {
        w.element("li", [&, name = name, path = path] {
          w.element("a", {{"href", localized(language, path)}}, text(language, name));
        });
      }
    });
  });
}

void write_footer(Writer& w, const Frame& facts) {
  w.element("footer id='bottom'", [&] {
    w.element("div class='wide'", [&] {
      w.element("p class='promise'", facts.promise);
      write_legal_links(w, facts.language);
      if (!facts.credit.empty()) w.element("p", facts.credit);
      if (facts.demo) w.element("p", text(facts.language, Key::frame_demo));
    });
  });
}

}  // namespace

std::string_view language_name(Language language) {
  static constexpr std::string_view k_names[] = {"Deutsch", "English", "Leichte Sprache"};
  return k_names[static_cast<std::size_t>(language)];
}

Html frame(const Frame& facts, const Html& main) {
  Writer w;
  w.element("a class='skip' href='#main'", text(facts.language, Key::frame_skip));
  write_header(w, facts);
  w.element("main id='main' class='wide' tabindex='-1'", main);
  draw(w, Drawing::skyline, "skyline", "xMidYMax slice");
  write_footer(w, facts);
  // The live region stands in every page: one that arrives together with its words is not read out.
  w.element("div id='status' role='status' data-slot", facts.status);
  // Where the core cannot run the shell puts this into the live region.
  w.element("template data-notice='plain'",
            notice({.tone = Tone::info, .message = text(facts.language, Key::status_plain)}));
  return std::move(w).finish();
}

}  // namespace stadtkern::views
