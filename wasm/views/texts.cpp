#include "views/texts.hpp"

#include <algorithm>
#include <array>

#include "texts/table.hpp"

namespace stadtkern::views {
namespace {

std::size_t row(Language language) {
  return static_cast<std::size_t>(language);
}

// The words of a language, and where each text begins. Found once: as data of the program it would
// be a kilobyte to load.
class Words {
 public:
  explicit Words(std::string_view words) { read(words); }

  // Requires: `words` ends with NUL and lives as long as the program.
  bool read(std::string_view words) {
    if (static_cast<std::size_t>(std::count(words.begin(), words.end(), '\0')) != k_all_texts + 1)
      return false;
    const char* at = words.data();
    for (const char*& start : starts_) start = at += std::char_traits<char>::length(at) + 1;
    return true;
  }
  const char* at(std::size_t index) const { return starts_[index] ? starts_[index] : ""; }

 private:
  std::array<const char*, k_all_texts> starts_{};
};

Words& words_of(Language language) {
  static std::array<Words, k_languages.size()> all{Words(k_words[0]), Words(k_words[1]),
                                                   Words(k_words[2])};
  return all[row(language)];
}

const char* text_at(Language language, std::size_t index) {
  return words_of(language).at(index);
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

bool take_words(std::string words) {
  static std::array<std::string, k_languages.size()> held;
  for (const Language language : k_languages) {
    const std::string_view name = k_words[row(language)].data();
    if (words.c_str() != name) continue;
    std::string& kept = held[row(language)];
    if (!kept.empty()) return true;
    kept = std::move(words);
    return words_of(language).read(kept);
  }
  return false;
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
