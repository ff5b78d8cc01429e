#include "features/desk/letters.hpp"

#include <charconv>

#include "wire/sealed.hpp"

namespace stadtkern::desk {
namespace {

constexpr std::int64_t k_seconds_max = 8'640'000'000'000;

// The part before `end`, which is taken away together with it.
std::string_view cut(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

// -1 where the text is no whole number.
std::int64_t number_of(std::string_view text) {
  std::int64_t number = -1;
  const auto [stopped, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool right = fault == std::errc() && stopped == text.data() + text.size();
  return right && number <= k_seconds_max ? number : -1;
}

}  // namespace

Result<std::vector<Letter>> read_letters(BytesView body) {
  const std::string_view text = as_text(body);
  const std::size_t end = text.starts_with('\n') ? 0 : text.find("\n\n") + 1;
  const Error wrong{Code::malformed, "letters", "lines, an empty line, contents"};
  if (text.empty() || (end == 0 && !text.starts_with('\n'))) return wrong;
  std::string_view lines = text.substr(0, end);
  std::size_t at = end + 1;
  std::vector<Letter> letters;
  while (!lines.empty()) {
    std::string_view line = cut(lines, '\n');
    Letter letter;
    letter.thread = cut(line, ' ');
    letter.id = cut(line, ' ');
    letter.expires = number_of(cut(line, ' '));
    letter.withdrawn = cut(line, ' ') == "withdrawn";
    const std::int64_t size = number_of(cut(line, ' '));
    if (wire::is_digest(line)) letter.thumbprint = line;
    const bool right = wire::is_relay_id(letter.thread) && wire::is_relay_id(letter.id) &&
                       letter.expires >= 0 && size >= 0 &&
                       static_cast<std::size_t>(size) <= body.size() - at;
    if (!right) return wrong;
    letter.content = body.subspan(at, static_cast<std::size_t>(size));
    at += static_cast<std::size_t>(size);
    letters.push_back(std::move(letter));
  }
  if (at != body.size()) return wrong;
  return letters;
}

std::vector<DeviceLine> read_devices(BytesView body) {
  std::vector<DeviceLine> devices;
  std::string_view lines = as_text(body);
  while (!lines.empty() && devices.size() < 32) {
    std::string_view line = cut(lines, '\n');
    DeviceLine device;
    device.name = cut(line, ' ');
    device.made = number_of(cut(line, ' '));
    device.label = line;
    if (wire::is_digest(device.name) && device.made >= 0) devices.push_back(std::move(device));
  }
  return devices;
}

}  // namespace stadtkern::desk
