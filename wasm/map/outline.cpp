#include "map/outline.hpp"

#include <cstdlib>

namespace stadtkern::map {
namespace {

constexpr std::int32_t k_step = k_degree / 10'000;  // of four decimals
constexpr int k_fine = 4;                           // thousandths: what lies nearer is one point

// Takes one number off the front; false at the end of a line and where it is broken.
bool take_number(std::string_view& text, std::int64_t& sum) {
  std::uint32_t number = 0;
  for (int shift = 0; shift < 30; shift += 5) {
    if (text.empty() || text.front() < 63) return false;
    const auto bits = static_cast<std::uint32_t>(text.front() - 63);
    text.remove_prefix(1);
    number |= (bits & 31) << shift;
    if (bits < 32) {
      const auto half = static_cast<std::int64_t>(number >> 1);
      sum += (number & 1) != 0 ? ~half : half;
      return std::abs(sum) <= 180 * 10'000;
    }
  }
  return false;
}

// On which sides of the drawn square a point lies outside, as bits (Cohen and Sutherland).
int sides_of(Point at) {
  return (at.x < -k_margin ? 1 : 0) | (at.x > k_side + k_margin ? 2 : 0) |
         (at.y < -k_margin ? 4 : 0) | (at.y > k_side + k_margin ? 8 : 0);
}

// Leaves out what runs along outside: points between two that are drawn, all on one same side.
class Path {
 public:
  void add(Point at) {
    const int sides = sides_of(at);
    if (count_ == 0) {
      write(at);
    } else if ((shared_ & sides) == 0) {
      if (count_ > 1) write(last_);
      shared_ = sides_of(last_);
    }
    shared_ &= sides;
    last_ = at;
    ++count_;
  }
  std::string finish() {
    if (count_ > 1) write(last_);
    return written_ > 2 || (written_ == 2 && seen_) ? std::move(text_) : std::string();
  }

 private:
  void write(Point at) {
    const bool near =
        written_ > 0 && std::abs(at.x - drawn_.x) < k_fine && std::abs(at.y - drawn_.y) < k_fine;
    if (near) return;
    text_.append(written_ == 0 ? "M" : " ")
        .append(std::to_string(at.x))
        .append(" ")
        .append(std::to_string(at.y));
    drawn_ = at;
    seen_ = seen_ || sides_of(at) == 0;
    ++written_;
  }

  std::string text_;
  Point last_;
  Point drawn_;
  int shared_ = 15;
  int count_ = 0;
  int written_ = 0;
  bool seen_ = false;
};

}  // namespace

std::string outline(const Projection& projection, std::string_view lines) {
  std::string all;
  while (!lines.empty()) {
    Path path;
    std::int64_t latitude = 0;
    std::int64_t longitude = 0;
    while (take_number(lines, latitude) && take_number(lines, longitude)) {
      path.add(projection.of({static_cast<std::int32_t>(latitude * k_step),
                              static_cast<std::int32_t>(longitude * k_step)}));
    }
    all += path.finish();
    if (!lines.empty() && lines.front() != ' ') break;
    if (!lines.empty()) lines.remove_prefix(1);
  }
  return all;
}

}  // namespace stadtkern::map
