#include "views/components/message_page.hpp"

#include "views/components/button.hpp"

namespace stadtkern::views {
namespace {

struct Message {
  Drawing drawing;
  const char* heading;  // the element: h1 where it is the page, h2 inside one
  Text title;
  Text hint;
  Text link_text;
  std::string_view url;
  Html ways = {};
};

Html message(const Message& message) {
  Writer w;
  w.element("div class='message'", [&] {
    draw(w, message.drawing, "drawing");
    w.element(message.heading, message.title);
    w.element("p", message.hint);
    w.markup(message.ways);
    if (!message.url.empty())
      w.markup(link_button({.text = message.link_text, .url = message.url}));
  });
  return std::move(w).finish();
}

Html page(Language language, Drawing drawing, Key title, Key hint) {
  const std::string url = localized(language, "/");
  return message({drawing, "h1", text(language, title), text(language, hint),
                  text(language, Key::error_to_home), url});
}

}  // namespace

Html not_found_page(Language language) {
  return page(language, Drawing::not_found, Key::error_not_found, Key::error_not_found_hint);
}

Html offline_page(Language language) {
  return page(language, Drawing::offline, Key::error_offline_page, Key::error_offline_page_hint);
}

Html broken_page(Language language) {
  return page(language, Drawing::report, Key::error_broken, Key::error_broken_hint);
}

Html message_page(Text title, Text hint) {
  return message({Drawing::shop, "h1", title, hint, {}, "", {}});
}

Html empty_result(Language language, Text title, Text hint, std::string_view reset_url, Html ways) {
  return message({Drawing::none, "h2", title, hint, text(language, Key::directory_none_reset),
                  reset_url, std::move(ways)});
}

}  // namespace stadtkern::views
