#include "hours/text.hpp"

namespace stadtkern::hours {

void add_number(std::string& text, int number, int digits) {
  if (number >= 10 || digits > 1) add_number(text, number / 10, digits - 1);
  text += static_cast<char>('0' + number % 10);
}

std::string_view piece(const char* list, int index) {
  while (true) {
    const char* const start = list;
    while (*list != '|') ++list;
    if (index-- == 0) return {start, static_cast<std::size_t>(list - start)};
    ++list;
  }
}

void add_piece(std::string& text, const char* list, int index) {
  text += piece(list, index);
}

}  // namespace stadtkern::hours
