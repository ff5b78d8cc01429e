// The portal's words in its languages, compiled from web/texts at build: a key missing in one
// language fails the build.
//
// Keys are the names in the files with dots as underscores: "frame.skip" is Key::frame_skip. Texts
// are plain text; every view lives as long as the program. Native programs hold every language; a
// program in a browser is given those that it shows, and has no words in others.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "texts/keys.hpp"

namespace stadtkern::views {

// Stored in settings: do not renumber.
enum class Language : std::uint8_t { de = 0, en = 1, leicht = 2 };
inline constexpr std::initializer_list<Language> k_languages{Language::de, Language::en,
                                                             Language::leicht};

// "de", "en", "de-simple" (BCP 47; the variant "simple" is registered by IANA).
std::string_view language_tag(Language language);

// "de", "en", "leicht": as forms, records and settings spell it.
std::string_view language_value(Language language);

// What stands before every path in this language: "", "/en", "/leicht".
std::string_view language_prefix(Language language);

// The address of a page, given by its German path ("/schaufenster/"), in a language.
std::string localized(Language language, std::string_view path);

// Takes the words of a language as web/texts/compile.ts writes them. False, and nothing changed,
// where they are those of another build.
bool take_words(std::string words);

const char* text_start(Language language, Key key);  // ends with NUL
inline std::string_view text(Language language, Key key) {
  return text_start(language, key);
}

// A text with {name} replaced by value. A placeholder that nobody fills stays visible, so that a
// test sees it.
struct Fill {
  std::string_view name;
  std::string_view value;
};
std::string text(Language language, Key key, std::initializer_list<Fill> fills);

// The same for a pattern from elsewhere.
std::string filled(std::string_view pattern, std::span<const Fill> fills);

// The town's own words where it has some, else the portal's.
std::string text_or(std::string_view own, Language language, Key key,
                    std::initializer_list<Fill> fills = {});

// A text with forms for one and for other counts; {count} becomes the grouped number.
std::string counted(Language language, Plural key, std::int64_t count,
                    std::initializer_list<Fill> fills = {});

// "1.138" in German, "1,138" in English.
std::string grouped(Language language, std::int64_t number);

}  // namespace stadtkern::views
