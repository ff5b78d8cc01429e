#include "features/saved/plain_text.hpp"

#include "model/town.hpp"

namespace stadtkern::saved {

std::string line_text(const Line& line) {
  return line.amount.empty() ? line.item : line.amount + " " + line.item;
}

std::string plain_text(const List& list, const model::Content& content, views::Language language) {
  const model::Town town(content);
  const model::Collection& shops = content.collection("shops");
  std::string text(views::text(language, views::Key::service_saved));
  text.append(" ").append(town.name()).append("\n");
  const auto say = [&text](std::string_view words) {
    if (!words.empty()) text.append(words).append("\n");
  };
  for (const Entry& entry : list) {
    text += "\n";
    say(entry.name);
    if (const auto row = shops.find(entry.id)) {
      say(shops.value(*row, "street"));
      say(town.place_name(shops.value(*row, "place")));
      say(shops.value(*row, "phone"));
    }
    say(entry.note);
    for (const Line& line : entry.order) say((line.done ? "[x] " : "[ ] ") + line_text(line));
  }
  return text;
}

}  // namespace stadtkern::saved
