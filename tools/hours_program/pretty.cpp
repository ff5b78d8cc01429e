#include "pretty.hpp"

#include "hours/hours.hpp"

namespace stadtkern::hours_program {

Result<std::string> prettified(std::string_view value, std::string_view) {
  const auto rules = hours::parse(value);
  if (!rules) return rules.error();
  return hours::canonical(rules.value());
}

}  // namespace stadtkern::hours_program
