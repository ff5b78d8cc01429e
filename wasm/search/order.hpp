// The order of texts, bytewise.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stadtkern::search {

// The numbers of the texts in ascending order; equal texts in the order given.
std::vector<std::uint32_t> sorted_order(const std::vector<std::string_view>& texts);

}  // namespace stadtkern::search
