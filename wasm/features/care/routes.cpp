#include "features/care/routes.hpp"

#include <charconv>

namespace stadtkern::care {
namespace {

constexpr std::string_view k_slugs[k_steps] = {"wer",      "wo",      "pflege", "person",
                                               "aufgaben", "wie-oft", "wann",   "wuensche",
                                               "pruefen",  "dienste", "beleg",  "senden"};

}  // namespace

std::optional<Page> parse_page(std::span<const std::string> segments) {
  if (segments.empty()) return Page{};
  if (segments.size() == 1 && segments[0] == "beleg") return Page{Page::Kind::restore};
  if (segments.size() != 2) return std::nullopt;
  if (segments[0] == "anfrage") {
    for (int step = 0; step < k_steps; ++step) {
      if (segments[1] == k_slugs[step]) return Page{Page::Kind::step, static_cast<Step>(step)};
    }
  } else if (segments[0] == "meine") {
    const std::string& text = segments[1];
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ptr == text.data() + text.size() && std::to_string(number) == text;
    if (whole && number >= 1 && number <= k_threads_max)
      return Page{Page::Kind::thread, Step::whom, number};
  }
  return std::nullopt;
}

std::string path_of(const Page& page) {
  std::string path = "/pflege/";
  switch (page.kind) {
    case Page::Kind::home:
      break;
    case Page::Kind::step:
      path.append("anfrage/").append(k_slugs[static_cast<int>(page.step)]) += '/';
      break;
    case Page::Kind::thread:
      path.append("meine/").append(std::to_string(page.thread)) += '/';
      break;
    case Page::Kind::restore:
      path += "beleg/";
      break;
  }
  return path;
}

}  // namespace stadtkern::care
