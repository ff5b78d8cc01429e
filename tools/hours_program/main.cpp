// tools/hours without --wasm. First argument: a German state. Without a second one it answers cases
// line by line, with one it prints the value for a person.
#include <chrono>
#include <iostream>
#include <string>

#include "answer.hpp"
#include "person.hpp"

namespace {

int print_page(const char* land, const char* value) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const stadtkern::Instant instant{
      std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
  const std::string page = stadtkern::hours_program::page_for_person(value, land, instant);
  std::cout << page;
  return page.starts_with("not understood") ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  if (count > 2) return print_page(arguments[1], arguments[2]);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty()) std::cout << stadtkern::hours_program::answer(line) << '\n';
  }
  return 0;
}
