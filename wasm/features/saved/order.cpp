#include "features/saved/order.hpp"

#include <charconv>

namespace stadtkern::saved {
namespace {

// One line of text without blanks around it.
std::string one_line(std::string_view typed) {
  std::string text = clean(typed, k_line_bytes_max);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::size_t number_of(std::string_view text) {
  std::size_t number = k_lines_max;
  const auto end = text.data() + text.size();
  return std::from_chars(text.data(), end, number).ptr == end ? number : k_lines_max;
}

}  // namespace

bool add_line(Entry& entry, std::string_view amount, std::string_view item) {
  Line line{one_line(amount), one_line(item), false};
  if (line.item.empty()) return false;
  for (Line& known : entry.order) {
    if (known.item == line.item) return known = std::move(line), true;
  }
  if (entry.order.size() >= k_lines_max) return false;
  entry.order.push_back(std::move(line));
  return true;
}

Line* line_at(Entry& entry, std::string_view number) {
  const std::size_t at = number_of(number);
  return at < entry.order.size() ? &entry.order[at] : nullptr;
}

bool remove_line(Entry& entry, std::string_view number) {
  const std::size_t at = number_of(number);
  if (at >= entry.order.size()) return false;
  entry.order.erase(entry.order.begin() + static_cast<std::ptrdiff_t>(at));
  return true;
}

}  // namespace stadtkern::saved
