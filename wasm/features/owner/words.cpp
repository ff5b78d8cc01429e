#include "features/owner/words.hpp"

#include <span>

#include "owner_texts/table.hpp"

namespace stadtkern::owner {

std::string_view say(Language language, Key key) {
  const char* at = k_words[static_cast<std::size_t>(language)].data();
  // The first text is the language's name.
  for (auto rest = static_cast<std::size_t>(key) + 1; rest > 0; --rest)
    at += std::char_traits<char>::length(at) + 1;
  return at;
}

std::string say(Language language, Key key, std::initializer_list<views::Fill> fills) {
  return views::filled(say(language, key), std::span(fills.begin(), fills.size()));
}

}  // namespace stadtkern::owner
