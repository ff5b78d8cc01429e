#include "views/components/prose.hpp"

namespace stadtkern::views {
namespace {

enum class Block { none, heading, item, paragraph };

// What the first of these lines is.
Block block_of(std::string_view words) {
  if (words.empty() || words.front() == '\n') return Block::none;
  if (words.starts_with("## ")) return Block::heading;
  return words.starts_with("- ") ? Block::item : Block::paragraph;
}

std::string_view take_line(std::string_view& words) {
  const auto end = words.find('\n');
  const auto line = words.substr(0, end);
  words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  return line;
}

class Prose {
 public:
  explicit Prose(Language language) : language_(language) {}

  Html write(std::string_view words) {
    while (!words.empty()) {
      switch (block_of(words)) {
        case Block::none:
          take_line(words);
          break;
        case Block::heading:
          w_.element("h2", [&] { write_inline(take_line(words).substr(3)); });
          break;
        case Block::item:
          w_.element("ul", [&] { write_items(words); });
          break;
        case Block::paragraph:
          w_.element("p", [&] { write_lines_of(words); });
          break;
      }
    }
    return std::move(w_).finish();
  }

 private:
  void write_items(std::string_view& words) {
    while (block_of(words) == Block::item)
      w_.element("li", [&] { write_inline(take_line(words).substr(2)); });
  }

  void write_lines_of(std::string_view& words) {
    write_inline(take_line(words));
    while (block_of(words) == Block::paragraph) {
      w_.void_element("br");
      write_inline(take_line(words));
    }
  }

  // Words with links in them.
  void write_inline(std::string_view words) {
    while (!words.empty()) {
      const auto open = words.find('[');
      const auto middle = words.find("](", open);
      const auto close = words.find(')', middle);
      if (close == std::string_view::npos) break;
      w_.text(words.substr(0, open));
      write_link(words.substr(open + 1, middle - open - 1),
                 words.substr(middle + 2, close - middle - 2));
      words.remove_prefix(close + 1);
    }
    w_.text(words);
  }

  void write_link(std::string_view name, std::string_view target) {
    std::string url(target);
    // Pages end in a slash and exist in every language; files do not.
    if (target.starts_with("/") && target.ends_with("/")) url = localized(language_, target);
    w_.element("a", {{"href", url}}, name);
  }

  Language language_;
  Writer w_;
};

}  // namespace

Html prose(Language language, std::string_view words) {
  return Prose(language).write(words);
}

}  // namespace stadtkern::views
