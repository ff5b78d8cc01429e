#include "views/texts.hpp"

#include <algorithm>
#include <array>

#include "texts/table.hpp"

namespace stadtkern::views {
namespace {

std::size_t row(Language language) {
  return static_cast<std::size_t>(language);
}

// Where each text of each language begins. Found once: as data of the program it would
// be a kilobyte to load.
using Starts = std::array<const char*, k_all_texts>;

std::array<Starts, k_languages.size()> find_starts() {
  std::array<Starts, k_languages.size()> all{};
  for (const Language language : k_languages) {
    const char* at = k_texts[row(language)].data();
    for (const char*& start : all[row(language)]) {
      start = at;
      at += std::char_traits<char>::length(at) + 1;
    }
  }
  return all;
}

const char* text_at(Language language, std::size_t index) {
  static const auto all = find_starts();
  return all[row(language)][index];
}

std::span<const Fill> as_span(std::initializer_list<Fill> fills) {
  return {fills.begin(), fills.size()};
}

}  // namespace

std::string filled(std::string_view pattern, std::span<const Fill> fills) {
  std::string out;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const auto close = std::min(pattern.find('}'), pattern.size() - 1);
    const auto name = pattern.substr(1, close - 1);
    const auto fill = std::find_if(fills.begin(), fills.end(),
                                   [name](const Fill& one) { return one.name == name; });
    out += fill == fills.end() ? pattern.substr(0, close + 1) : fill->value;
    pattern.remove_prefix(close + 1);
  }
  return out;
}

std::string_view language_tag(Language language) {
  static constexpr std::string_view k_tags[] = {"de", "en", "de-simple"};
  return k_tags[row(language)];
}

std::string_view language_value(Language language) {
  static constexpr std::string_view k_values[] = {"de", "en", "leicht"};
  return k_values[row(language)];
}

std::string_view language_prefix(Language language) {
  static constexpr std::string_view k_prefixes[] = {"", "/en", "/leicht"};
  return k_prefixes[row(language)];
}

std::string localized(Language language, std::string_view path) {
  std::string url(language_prefix(language));
  url += path;
  return url;
}

const char* text_start(Language language, Key key) {
  return text_at(language, static_cast<std::size_t>(key));
}

std::string text(Language language, Key key, std::initializer_list<Fill> fills) {
  return filled(text(language, key), as_span(fills));
}

std::string grouped(Language language, std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  const char separator = language == Language::en ? ',' : '.';
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, separator);
  }
  return digits;
}

std::string text_or(std::string_view own, Language language, Key key,
                    std::initializer_list<Fill> fills) {
  return filled(own.empty() ? text(language, key) : own, as_span(fills));
}

std::string counted(Language language, Plural key, std::int64_t count,
                    std::initializer_list<Fill> fills) {
  const std::size_t form = count == 1 ? 0 : 1;
  const auto pattern = text_at(language, k_plain_texts + 2 * static_cast<std::size_t>(key) + form);
  const std::string number = grouped(language, count);
  const Fill count_fill{"count", number};
  return filled(filled(pattern, std::span(&count_fill, 1)), as_span(fills));
}

}  // namespace stadtkern::views
