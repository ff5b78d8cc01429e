// tools/hours: without arguments it answers cases line by line; with a value it prints for a person.
#include <iostream>
#include <string>

#include "answer.hpp"

int main(int, char**) {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty()) std::cout << stadtkern::hours_program::answer(line) << '\n';
  }
  return 0;
}
