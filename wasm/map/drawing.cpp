#include "map/drawing.hpp"

#include <algorithm>

namespace stadtkern::map {
namespace {

using views::Key;
using views::Writer;

// Three wobbly rounds: of a mark, of one that stands for many, and what lies under a place's name.
constexpr const char* k_round = "M-16-1C-16-11-8-17 1-17S17-9 17 0 9 17-1 16-16 9-16-1Z";
constexpr const char* k_spot = "M-26 3C-30-9-12-22 6-20S34-7 29 6 9 22-5 19-23 13-26 3Z";
constexpr const char* k_north = "M0 8Q1-6 0-14M-6-7Q-2-11 0-15Q3-10 6-8";

// "34.5%"
std::string percent(std::int64_t thousandths) {
  std::string text(thousandths < 0 ? "-" : "");
  const std::int64_t size = thousandths < 0 ? -thousandths : thousandths;
  text += std::to_string(size / 10);
  if (size % 10 != 0) text.append(".").append(std::to_string(size % 10));
  return text + "%";
}

// Boxes that nothing else may cover.
class Room {
 public:
  // False where something is there already.
  bool take(Point middle, std::int64_t width, std::int64_t height) {
    const Box box{middle, width, height};
    const bool free = std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) {
      return std::abs(other.middle.x - middle.x) * 2 < other.width + width &&
             std::abs(other.middle.y - middle.y) * 2 < other.height + height;
    });
    if (free) taken_.push_back(box);
    return free;
  }

 private:
  struct Box {
    Point middle;
    std::int64_t width;
    std::int64_t height;
  };
  std::vector<Box> taken_;
};

template <class Inside>
void write_at(Writer& w, const char* tag, Point at, Inside&& inside) {
  w.element(tag, {{"x", percent(at.x)}, {"y", percent(at.y)}}, inside);
}

void write_path(Writer& w, const char* tag, std::string_view shape) {
  w.element(tag, {{"d", shape}}, views::Text());
}

void write_sign(Writer& w, const Mark& mark) {
  write_path(w, "path", k_round);
  if (mark.count > 1) {
    w.element("text class='count'", std::to_string(mark.count));
  } else {
    const std::string reference = std::string(views::k_sprite).append(mark.drawing.picture->name);
    w.element("use", {{"href", reference}}, views::Text());
  }
}

void write_mark(Writer& w, const Picture& picture, const Mark& mark) {
  const char* tag = mark.chosen      ? "svg class='pin chosen'"
                    : mark.count > 1 ? "svg class='pin many'"
                                     : "svg class='pin'";
  const auto sign = [&] { write_at(w, tag, mark.at, [&] { write_sign(w, mark); }); };
  if (!picture.moves || mark.url.empty() || !in_view(mark.at)) return sign();
  w.element("a",
            {{"href", mark.url},
             {"data-action", "move", !mark.step.empty()},
             {"data-value", mark.step, !mark.step.empty()}},
            [&] {
              w.element("title", views::Text(mark.name));
              sign();
            });
}

void write_grounds(Writer& w, const Picture& picture) {
  w.element("svg viewBox='0 0 1000 1000'", [&] {
    for (const auto& [form, path] : picture.grounds)
      w.element("path", {{"class", form}, {"d", path}}, views::Text());
  });
}

// Names of places, then those of what stands alone, each where it covers nothing; in thousandths,
// as wide as letters are on the smallest screen that shows them.
void write_names(Writer& w, const Picture& picture) {
  constexpr int k_place_letter = 19;
  constexpr int k_mark_letter = 13;
  constexpr int k_beside[] = {44, -44, 88, -88};
  Room room;
  for (const Mark& mark : picture.marks) room.take(mark.at, 70, 62);
  for (const Label& label : picture.labels) {
    if (!is_drawn(label.at)) continue;
    const auto width = static_cast<std::int64_t>(label.words.size()) * k_place_letter;
    for (const int down : k_beside) {
      const Point at{label.at.x, label.at.y + down};
      if (!room.take(at, width, 36)) continue;
      write_at(w, "svg class='spot'", label.at, [&] { write_path(w, "path class='t'", k_spot); });
      write_at(w, "text", at, views::Text(label.words));
      break;
    }
  }
  for (const Mark& mark : picture.marks) {
    const Point below{mark.at.x, mark.at.y + k_beside[0]};
    const auto width = static_cast<std::int64_t>(mark.name.size()) * k_mark_letter;
    if (mark.count == 1 && !mark.chosen && room.take(below, width, 20))
      write_at(w, "text class='name'", below, views::Text(mark.name));
  }
}

// The longest of 1, 2, 5, 10, … metres that takes less than a third of the side.
void write_scale(Writer& w, int zoom) {
  const std::int64_t side = side_metres(zoom);
  std::int64_t metres = 1;
  for (std::int64_t next : {2, 5}) {
    for (std::int64_t ten = 1; ten * next * 3 <= side; ten *= 10)
      metres = std::max(metres, ten * next);
  }
  for (std::int64_t ten = 1; ten * 3 <= side; ten *= 10) metres = std::max(metres, ten);
  const std::string words =
      metres < 1000 ? std::to_string(metres) + " m" : std::to_string(metres / 1000) + " km";
  const std::string end = percent(30 + metres * k_side / side);
  w.element("line x1='3%' y1='97%' y2='97%'", {{"x2", end}}, views::Text());
  write_at(w, "text class='scale'", {30, 955}, words);
  write_at(w, "svg class='north'", {940, 80}, [&] {
    write_path(w, "path", k_north);
    w.element("text y='26'", "N");
  });
}

}  // namespace

Html draw_map(views::Language language, const Picture& picture) {
  Writer w;
  const std::string how = picture.moves ? std::string(views::text(language, Key::map_keys)) : "";
  const std::string name = std::string(picture.name.value).append(how.empty() ? "" : ". ") + how;
  w.element(picture.moves ? "svg id='map' class='map' role='group' tabindex='0'"
                          : "svg class='map' role='img'",
            {{"aria-label", name}}, [&] {
              w.element("g id='map-ground'", [&] {
                write_grounds(w, picture);
                write_names(w, picture);
                for (const Mark& mark : picture.marks) write_mark(w, picture, mark);
              });
              write_scale(w, picture.view.zoom);
            });
  return std::move(w).finish();
}

Html map_buttons(views::Language language) {
  struct Move {
    Key name;
    std::string_view sign;
    std::string_view step;
    std::string_view key;
  };
  static constexpr Move k_moves[] = {
      {Key::map_closer, "+", "0,0,1", "Plus"},       {Key::map_farther, "−", "0,0,-1", "-"},
      {Key::map_west, "←", "-300,0,0", "ArrowLeft"}, {Key::map_north, "↑", "0,-300,0", "ArrowUp"},
      {Key::map_south, "↓", "0,300,0", "ArrowDown"}, {Key::map_east, "→", "300,0,0", "ArrowRight"}};
  Writer w;
  w.element("p class='buttons'", [&] {
    for (const Move& move : k_moves) {
      w.element("button class='button second' type='button' data-action='move'",
                {{"value", move.step},
                 {"aria-label", views::text(language, move.name)},
                 {"aria-keyshortcuts", move.key}},
                views::Text(move.sign));
    }
  });
  return std::move(w).finish();
}

}  // namespace stadtkern::map
