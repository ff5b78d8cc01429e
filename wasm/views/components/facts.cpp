#include "views/components/facts.hpp"

#include <algorithm>

namespace stadtkern::views {

void write_lines(Writer& w, Text words) {
  for (auto rest = words.value;;) {
    const auto end = rest.find('\n');
    w.text(rest.substr(0, end));
    if (end == std::string_view::npos) return;
    w.void_element("br");
    rest.remove_prefix(end + 1);
  }
}

Html facts(std::span<const Fact> facts) {
  Writer w;
  const bool any =
      std::any_of(facts.begin(), facts.end(), [](const Fact& fact) { return !fact.value.empty(); });
  if (!any) return std::move(w).finish();
  w.element("dl class='facts'", [&] {
    for (const Fact& fact : facts) {
      if (fact.value.empty()) continue;
      w.element("div", [&] {
        w.element("dt", fact.name);
        w.element("dd", [&] {
          if (fact.url.empty()) {
            write_lines(w, fact.value);
          } else {
            w.element("a", {{"href", fact.url}}, [&] { write_lines(w, fact.value); });
          }
        });
      });
    }
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
