#include "features/desk/day.hpp"

#include <charconv>
#include <chrono>

namespace stadtkern::desk {
namespace {

// The digits at `at`; -1 where there are others.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int number = -1;
  const char* end = text.data() + at + digits;
  const auto [stopped, fault] = std::from_chars(text.data() + at, end, number);
  return fault == std::errc() && stopped == end ? number : -1;
}

std::string padded(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::int64_t day_of(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return 0;
  const year_month_day date{year{number_at(text, 0, 4)},
                            month{static_cast<unsigned>(number_at(text, 5, 2))},
                            day{static_cast<unsigned>(number_at(text, 8, 2))}};
  if (!date.ok() || date.year() <= year{1970}) return 0;
  return sys_days{date}.time_since_epoch().count();
}

std::string day_text(std::int64_t days_since_1970) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{days_since_1970}}};
  return std::to_string(int{date.year()}) + "-" + padded(unsigned{date.month()}) + "-" +
         padded(unsigned{date.day()});
}

}  // namespace stadtkern::desk
