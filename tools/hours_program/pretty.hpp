// The canonical spelling with the words of a language, for display only.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stadtkern::hours_program {

// Keeps the order and the selectors of the value. Languages without a table here stay English.
Result<std::string> prettified(std::string_view value, std::string_view language);

}  // namespace stadtkern::hours_program
