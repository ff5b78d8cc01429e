#include "features/care/request/wording.hpp"
#include "features/desk/view.hpp"
#include "views/components/frame.hpp"
#include "views/components/notice.hpp"
#include "views/drawing.hpp"

namespace stadtkern::desk {
namespace {

using views::Tone;
using views::Writer;

void write_languages(Writer& w, const Sight& sight, const Route& route) {
  w.element("nav class='languages'", {{"aria-label", words(sight.language, Key::languages_title)}},
            [&] {
              w.element("ul", [&] {
                for (const views::Language one : views::k_languages) {
                  Route there = route;
                  there.language = one;
                  const std::string url = path_of(there);
                  const auto tag = views::language_tag(one);
                  w.element("li", {{"class", "here", one == sight.language}}, [&] {
                    w.element("a",
                              {{"href", url},
                               {"lang", tag},
                               {"hreflang", tag},
                               {"aria-current", "true", one == sight.language}},
                              views::language_name(one));
                  });
                }
              });
            });
}

void write_places(Writer& w, const Sight& sight, const Route& route) {
  struct Link {
    Key name;
    Place place;
  };
  static constexpr Link k_links[] = {{Key::nav_inbox, Place::inbox},
                                     {Key::nav_devices, Place::devices},
                                     {Key::nav_settings, Place::settings}};
  w.element("nav class='services'", {{"aria-label", words(sight.language, Key::desk_nav)}}, [&] {
    w.element("ul", [&] {
      for (const auto& [name, place] : k_links) {
        const std::string url = path_of(sight.language, place);
        const bool here = route.place == place;
        const bool inside = place == Place::inbox && route.place == Place::request;
        w.element("li", [&, name = name] {
          w.element(
              "a",
              {{"href", url}, {"aria-current", "page", here}, {"aria-current", "true", inside}},
              words(sight.language, name));
        });
      }
    });
  });
}

// The one thing worth saying now; nothing while all is well.
Html status_of(const Sight& sight) {
  const views::Language language = sight.language;
  if (sight.state.update_ready) {
    return views::notice({Tone::info, words(language, Key::state_update),
                          words(language, Key::state_update_apply), "apply_update"});
  }
  if (!sight.state.online)
    return views::notice({Tone::info, words(language, Key::state_offline), {}, ""});
  if (!sight.state.storing)
    return views::notice({Tone::warning, words(language, Key::state_memory), {}, ""});
  return {};
}

void write_footer(Writer& w, const Sight& sight) {
  struct Link {
    views::Key name;
    std::string_view path;
  };
  static constexpr Link k_links[] = {{views::Key::legal_imprint, "/impressum/"},
                                     {views::Key::legal_privacy, "/datenschutz/"},
                                     {views::Key::legal_accessibility, "/barrierefreiheit/"}};
  w.element("footer id='bottom'", [&] {
    w.element("div class='wide'", [&] {
      w.element("nav", {{"aria-label", views::text(sight.language, views::Key::frame_legal)}}, [&] {
        w.element("ul", [&] {
          w.element("li", [&] {
            w.element("a href='/' data-native", words(sight.language, Key::desk_portal));
          });
          for (const auto& [name, path] : k_links) {
            const std::string url = views::localized(sight.language, path);
            w.element("li", [&, name = name] {
              w.element("a data-native", {{"href", url}}, views::text(sight.language, name));
            });
          }
        });
      });
    });
  });
}

}  // namespace

Html frame_of(const Sight& sight, const Route& route, const Html& main) {
  Writer w;
  const care::Service* own = own_service(sight.state);
  const std::string_view title = words(sight.language, Key::desk_title);
  w.element("a class='skip' href='#main'", words(sight.language, Key::desk_skip));
  w.element("header id='top'", [&] {
    w.element("div class='wide'", [&] {
      const std::string home = path_of(sight.language, Place::inbox);
      w.element("a class='brand'", {{"href", home}}, [&] {
        views::draw(w, views::Drawing::mark, "drawing");
        w.element("span", own != nullptr ? std::string_view(own->name) : title);
      });
      write_languages(w, sight, route);
      if (sight.state.door == Door::inside) write_places(w, sight, route);
    });
  });
  w.element("main id='main' class='wide' tabindex='-1'", main);
  write_footer(w, sight);
  w.element("div id='status' role='status' data-slot", status_of(sight));
  return std::move(w).finish();
}

void write_outcome(Writer& w, const Sight& sight) {
  const State& state = sight.state;
  // Stands in every page: a live region that arrives together with its words is not read out.
  w.element("div role='alert' id='outcome'", [&] {
    if (state.trouble)
      w.markup(views::notice({Tone::danger, words(sight.language, *state.trouble), {}, ""}));
    else if (state.saved)
      w.markup(views::notice({Tone::success, words(sight.language, Key::settings_saved), {}, ""}));
  });
}

void write_input(Writer& w, const Sight& sight, const char* form, const Input& input) {
  const std::string id = std::string(form) + "-" + input.name;
  const std::string hint = id + "-hint";
  const bool hinted = input.hint != Key::desk_title;
  w.element("label", {{"for", id}}, words(sight.language, input.label));
  if (hinted) w.element("p class='hint'", {{"id", hint}}, words(sight.language, input.hint));
  w.void_element("input", {{"id", id},
                           {"name", input.name},
                           {"type", input.type},
                           {"value", input.value, !input.value.empty()},
                           {"required", "", input.required},
                           {"autocomplete", input.autocomplete},
                           {"aria-describedby", hint, hinted}});
}

void write_hidden(Writer& w, const char* name, std::string_view value) {
  w.void_element("input type='hidden'", {{"name", name}, {"value", value}});
}

void write_ticks(Writer& w, const Sight& sight, care::Field field, care::Chosen offered,
                 care::Chosen ticked, views::Text title) {
  const std::string name = care::question(field).name;
  w.element("fieldset class='ticks'", [&] {
    w.element("legend", title);
    for (std::size_t choice = 0; choice < care::choices(field); ++choice) {
      if (!care::has(offered, choice)) continue;
      const std::string_view code = care::code_of(field, choice);
      const std::string id = name + "-" + std::string(code);
      w.element("div", [&] {
        w.void_element("input type='checkbox'", {{"id", id},
                                                 {"name", name},
                                                 {"value", code},
                                                 {"checked", "", care::has(ticked, choice)}});
        w.element("label", {{"for", id}}, care::word_of(sight.language, field, choice));
      });
    }
  });
}

views::Page page_of(const Sight& sight, const Route& route) {
  views::Page page;
  page.indexed = false;
  page.title = words(sight.language, Key::desk_title);
  const Thread* thread = find(sight.state, route.thread);
  Writer w;
  if (route.place == Place::not_found) {
    page.status = 404;
    w.element("h1", words(sight.language, Key::error_not_found));
  } else if (sight.state.door == Door::unknown || !sight.state.restored) {
    w.element("p class='lead'", words(sight.language, Key::state_loading));
  } else if (sight.state.door == Door::revoked) {
    w.markup(revoked(sight));
  } else if (sight.state.door != Door::inside) {
    w.markup(door(sight));
  } else if (route.place == Place::devices) {
    w.markup(devices(sight));
  } else if (route.place == Place::settings) {
    w.markup(settings(sight));
  } else if (route.place != Place::request) {
    w.markup(inbox(sight));
  } else if (thread != nullptr && thread->fate == Fate::held) {
    page.title = headline(sight, thread->request);
    w.markup(request(sight, *thread));
  } else {
    w.element("h1", words(sight.language, Key::request_asked));
    w.element("p class='lead'", words(sight.language, Key::request_missing));
  }
  page.main = std::move(w).finish();
  return page;
}

}  // namespace stadtkern::desk
