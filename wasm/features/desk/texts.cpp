#include "features/desk/texts.hpp"

#include "desk_texts/table.hpp"

namespace stadtkern::desk {

std::string_view words(views::Language language, Key key) {
  const char* at = k_words[static_cast<std::size_t>(language)].data();
  // The name of the language comes first.
  for (std::size_t left = static_cast<std::size_t>(key) + 1; left > 0; --left)
    at += std::char_traits<char>::length(at) + 1;
  return at;
}

std::string words(views::Language language, Key key, std::initializer_list<views::Fill> fills) {
  return views::filled(words(language, key), {fills.begin(), fills.size()});
}

}  // namespace stadtkern::desk
