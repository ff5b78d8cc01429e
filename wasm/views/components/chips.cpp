#include "views/components/chips.hpp"

#include <algorithm>

namespace stadtkern::views {
namespace {

void write_chip(Writer& w, Language language, const Chip& chip) {
  w.text(chip.name);
  if (chip.count < 0 && !chip.counted_here) return;
  const std::string count = chip.count < 0 ? "" : grouped(language, chip.count);
  w.text(" ");
  w.element("small", {{"data-slot", "", chip.counted_here}}, count);
}

void write_chips(Writer& w, Language language, std::span<const Chip> chips) {
  w.element("ul class='chips'", [&] {
    for (const Chip& chip : chips) {
      w.element("li", [&] {
        const auto inside = [&] { write_chip(w, language, chip); };
        if (chip.action.empty()) {
          w.element("a", {{"href", chip.url}, {"aria-current", "true", chip.chosen}}, inside);
        } else {
          w.element("button type='button'", {{"data-action", chip.action}}, inside);
        }
      });
    }
  });
}

}  // namespace

Html chips(Language language, const ChipGroup& group) {
  Writer w;
  const std::string heading_id = std::string(group.id) + "-heading";
  const auto shown = std::min(group.shown, group.chips.size());
  const auto rest = group.chips.subspan(shown);
  w.element(
      "div class='narrow' role='group'", {{"id", group.id}, {"aria-labelledby", heading_id}}, [&] {
        w.element("h2", {{"id", heading_id}}, group.heading);
        write_chips(w, language, group.chips.first(shown));
        w.markup(group.more);
        if (rest.empty()) return;
        const bool hides_choice =
            std::any_of(rest.begin(), rest.end(), [](const Chip& chip) { return chip.chosen; });
        w.element("details", {{"id", std::string(group.id) + "-more"}, {"open", "", hides_choice}},
                  [&] {
                    w.element("summary", text(language, Key::directory_more_choices));
                    write_chips(w, language, rest);
                  });
      });
  return std::move(w).finish();
}

}  // namespace stadtkern::views
