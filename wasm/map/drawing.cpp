#include "map/drawing.hpp"

#include <cstdlib>

namespace stadtkern::map {
namespace {

using views::Key;
using views::Writer;

// Three wobbly rounds: of a mark, of one that stands for many, and what lies under a place's name.
constexpr const char* k_round = "M-16-1C-16-11-8-17 1-17S17-9 17 0 9 17-1 16-16 9-16-1Z";
constexpr const char* k_spot = "M-26 3C-30-9-12-22 6-20S34-7 29 6 9 22-5 19-23 13-26 3Z";
constexpr const char* k_north = "M0 8Q1-6 0-14M-6-7Q-2-11 0-15Q3-10 6-8";

// Room that things take, in thousandths of the side, as wide as they are on the smallest screen
// that shows them: there a pixel is three of them.
constexpr int k_mark_size = 90;
constexpr int k_label_letter = 25;
constexpr int k_label_height = 36;
constexpr int k_name_letter = 13;
constexpr int k_name_height = 20;
constexpr int k_name_below = 60;
constexpr int k_beside[] = {31, -22, 46, -38};  // pixels from a place down to its name's line

// "34.5%"
std::string percent(int thousandths) {
  std::string text(thousandths < 0 ? "-" : "");
  const int size = std::abs(thousandths);
  text += std::to_string(size / 10);
  if (size % 10 != 0) text.append(".").append(std::to_string(size % 10));
  return text + "%";
}

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

// The longest of 1, 2, 5, 10, … metres that takes less than a third of the side.
void write_scale(Writer& w, int zoom) {
  const int side = side_metres(zoom);
  int metres = 1;
  for (int one = 1; one * 3 <= side; one *= 10) {
    for (const int times : {1, 2, 5}) {
      if (one * times * 3 <= side) metres = one * times;
    }
  }
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

void Canvas::ground(std::string_view form, std::string_view path) {
  grounds_.element("path", {{"class", form}, {"d", path}}, views::Text());
}

void Canvas::mark(const Mark& mark) {
  const char* tag = mark.chosen      ? "svg class='pin chosen'"
                    : mark.count > 1 ? "svg class='pin many'"
                                     : "svg class='pin'";
  const auto sign = [&] { write_at(marks_, tag, mark.at, [&] { write_sign(marks_, mark); }); };
  take({mark.at, k_mark_size, k_mark_size, mark.count == 1 ? mark.name : std::string_view()});
  if (mark.url.empty() || !in_view(mark.at)) return sign();
  marks_.element("a",
                 {{"href", mark.url},
                  {"data-action", "move", !mark.step.empty()},
                  {"data-value", mark.step, !mark.step.empty()}},
                 [&] {
                   marks_.element("title", views::Text(mark.name));
                   sign();
                 });
}

bool Canvas::take(const Box& box) {
  for (const Box& other : taken_) {
    if (std::abs(other.middle.x - box.middle.x) * 2 < other.width + box.width &&
        std::abs(other.middle.y - box.middle.y) * 2 < other.height + box.height)
      return false;
  }
  taken_.push_back(box);
  return true;
}

void Canvas::label(Point at, std::string_view words) {
  const int width = static_cast<int>(words.size()) * k_label_letter;
  for (const int down : k_beside) {
    const Point middle{at.x, at.y + 3 * down - k_label_height / 3};
    if (!is_drawn(at) || !take({middle, width, k_label_height, {}})) continue;
    write_at(spots_, "svg class='spot'", at, [&] { write_path(spots_, "path class='t'", k_spot); });
    write_at(names_, "svg", at, [&] {
      names_.element("text", {{"y", std::to_string(down)}}, views::Text(words));
    });
    return;
  }
}

void Canvas::name_marks() {
  for (std::size_t box = 0; box < taken_.size(); ++box) {
    const auto [at, width, height, name] = taken_[box];
    const int letters = static_cast<int>(name.size()) * k_name_letter;
    if (name.empty() || !take({{at.x, at.y + k_name_below}, letters, k_name_height, {}})) continue;
    write_at(names_, "svg", at,
             [&, words = name] { names_.element("text class='name' y='31'", views::Text(words)); });
  }
}

Html Canvas::finish(const char* tag, std::string_view name) {
  name_marks();
  Writer w;
  w.element(tag, {{"aria-label", name}}, [&] {
    w.element("g id='map-ground'", [&] {
      w.element("svg viewBox='0 0 1000 1000'", std::move(grounds_).finish());
      w.markup(std::move(spots_).finish());
      w.markup(std::move(marks_).finish());
      w.markup(std::move(names_).finish());
    });
    write_scale(w, view_.zoom);
  });
  return std::move(w).finish();
}

Html Canvas::map(views::Text name) && {
  const std::string all =
      std::string(name.value) + ". " + views::text_start(language_, Key::map_keys);
  return finish("svg id='map' class='map' role='group' tabindex='0'", all);
}

Html Canvas::picture(views::Text name) && {
  return finish("svg class='map' role='img'", name.value);
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
