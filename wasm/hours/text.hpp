// Building texts piece by piece.
#pragma once

#include <string>
#include <string_view>

namespace stadtkern::hours {

// Appends a number, with zeros in front where it has fewer digits. Requires: number >= 0.
void add_number(std::string& text, int number, int digits = 1);

// The piece at an index of a list whose pieces end with "|".
std::string_view piece(const char* list, int index);
void add_piece(std::string& text, const char* list, int index);

}  // namespace stadtkern::hours
