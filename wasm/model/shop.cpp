#include "model/shop.hpp"

#include <algorithm>
#include <charconv>

namespace stadtkern::model {
namespace {

constexpr int k_pixels_max = 20'000;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

template <class IsEnd>
std::vector<std::string_view> split(std::string_view text, const IsEnd& is_end) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end =
        static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_end) - text.begin());
    if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty())
      parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

int pixels_of(std::string_view text) {
  int pixels = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pixels);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && pixels > 0 && pixels <= k_pixels_max ? pixels : 0;
}

// Empty lines cannot be stored: "–" stands for them.
std::string_view words_at(const std::vector<std::string_view>& lines, std::size_t at) {
  return at < lines.size() && lines[at] != "–" ? lines[at] : std::string_view();
}

}  // namespace

std::optional<double> degrees_of(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) digits += text.substr(point + 1);
  if (point == 0 || digits.empty() || digits.size() > 12) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0)
    return std::nullopt;
  double degrees = static_cast<double>(number);
  for (std::size_t at = point; at < digits.size(); ++at) degrees /= 10;
  if (degrees > 180) return std::nullopt;
  return negative ? -degrees : degrees;
}

std::vector<std::string_view> items_of(std::string_view text) {
  return split(text, [](char c) { return c == ';'; });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  return split(text, [](char c) { return c == '\n' || c == '\v'; });
}

std::optional<Photo> photo_of(std::string_view line) {
  std::string_view ending;
  for (const std::string_view one : {"webp", "jpg"}) {
    if (!line.ends_with(one)) continue;
    ending = one;
    line = trimmed(line.substr(0, line.size() - one.size()));
  }
  const std::size_t space = line.find(' ');
  const std::size_t cross = line.find('x', space == std::string_view::npos ? line.size() : space);
  if (space == std::string_view::npos || cross == std::string_view::npos) return std::nullopt;
  Photo photo{line.substr(0, space),
              pixels_of(line.substr(space + 1, cross - space - 1)),
              pixels_of(line.substr(cross + 1)),
              ending,
              "",
              ""};
  if (photo.width == 0 || photo.height == 0) return std::nullopt;
  return photo;
}

std::optional<Coordinates> Shop::position() const {
  const auto latitude = degrees_of(field("lat"));
  const auto longitude = degrees_of(field("lon"));
  if (!latitude || !longitude || *latitude > 90 || *latitude < -90) return std::nullopt;
  return Coordinates{*latitude, *longitude};
}

std::optional<Photo> Shop::first_photo() const {
  return photo_of(field("photo"));
}

std::vector<Photo> Shop::photos() const {
  const auto texts = lines_of(field("photo_texts"));
  const auto credits = lines_of(field("photo_credits"));
  std::vector<Photo> photos;
  std::size_t at = 0;
  for (const std::string_view line : lines_of(field("photos"))) {
    if (auto photo = photo_of(line)) {
      photo->text = words_at(texts, at);
      photo->credit = words_at(credits, at);
      photos.push_back(*photo);
    }
    ++at;
  }
  return photos;
}

}  // namespace stadtkern::model
