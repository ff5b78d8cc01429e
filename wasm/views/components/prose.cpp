#include "views/components/prose.hpp"

#include <algorithm>
#include <vector>

namespace stadtkern::views {
namespace {

enum class Block { none, heading, item, paragraph };

struct Line {
  Block block = Block::none;
  std::string_view words;
};

Line read_line(std::string_view line) {
  if (line.empty()) return {};
  if (line.starts_with("## ")) return {Block::heading, line.substr(3)};
  if (line.starts_with("- ")) return {Block::item, line.substr(2)};
  return {Block::paragraph, line};
}

bool lacks_value(std::string_view words, std::span<const Fill> fills) {
  return std::any_of(fills.begin(), fills.end(), [words](const Fill& fill) {
    return fill.value.empty() &&
           words.find("{" + std::string(fill.name) + "}") != std::string_view::npos;
  });
}

// The lines that have something to say. Views into `words`.
std::vector<Line> read_lines(std::string_view words, std::span<const Fill> fills) {
  std::vector<Line> lines;
  for (auto rest = words;;) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    if (!lacks_value(line, fills)) lines.push_back(read_line(line));
    if (end == std::string_view::npos) return lines;
    rest.remove_prefix(end + 1);
  }
}

class Prose {
 public:
  Prose(Language language, std::span<const Fill> fills) : language_(language), fills_(fills) {}

  Html write(std::span<const Line> lines) {
    while (!lines.empty()) {
      const Block block = lines.front().block;
      const auto end = std::find_if(lines.begin(), lines.end(),
                                    [block](const Line& line) { return line.block != block; });
      write_block(block, lines.first(static_cast<std::size_t>(end - lines.begin())));
      lines = lines.subspan(static_cast<std::size_t>(end - lines.begin()));
    }
    return std::move(w_).finish();
  }

 private:
  void write_block(Block block, std::span<const Line> lines) {
    if (block == Block::heading) {
      for (const Line& line : lines) w_.element("h2", [&] { write_inline(line.words); });
    } else if (block == Block::item) {
      w_.element("ul", [&] {
        for (const Line& line : lines) w_.element("li", [&] { write_inline(line.words); });
      });
    } else if (block == Block::paragraph) {
      w_.element("p", [&] { write_paragraph(lines); });
    }
  }

  void write_paragraph(std::span<const Line> lines) {
    write_inline(lines.front().words);
    for (const Line& line : lines.subspan(1)) {
      w_.void_element("br");
      write_inline(line.words);
    }
  }

  // Words with links in them. Values are filled in after the links are found, so that no value can
  // be one.
  void write_inline(std::string_view words) {
    while (!words.empty()) {
      const auto open = words.find('[');
      const auto middle = words.find("](", open);
      const auto close = words.find(')', middle);
      if (close == std::string_view::npos) break;
      w_.text(filled(words.substr(0, open), fills_));
      write_link(words.substr(open + 1, middle - open - 1),
                 words.substr(middle + 2, close - middle - 2));
      words.remove_prefix(close + 1);
    }
    w_.text(filled(words, fills_));
  }

  void write_link(std::string_view name, std::string_view target) {
    std::string url = filled(target, fills_);
    if (url.starts_with("/")) url = localized(language_, url);
    w_.element("a", {{"href", url}}, filled(name, fills_));
  }

  Language language_;
  std::span<const Fill> fills_;
  Writer w_;
};

}  // namespace

Html prose(Language language, std::string_view words, std::span<const Fill> fills) {
  return Prose(language, fills).write(read_lines(words, fills));
}

}  // namespace stadtkern::views
