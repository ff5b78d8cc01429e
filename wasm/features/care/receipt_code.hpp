// The receipt's secret as letters that can be read out and written down: 16 bytes as 26 letters of
// Crockford's Base32, then two more that tell a slip of the pen, in groups of four.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace stadtkern::care {

inline constexpr std::size_t k_secret_bytes = 16;

// "7Q2K-…". Requires: secret.size() == k_secret_bytes.
std::string code_of_secret(BytesView secret);
// The secret of a code as people type it: any case, blanks and hyphens anywhere, O for 0, I and L
// for 1. Nothing where a letter is wrong, missing or too many.
std::optional<Bytes> secret_of_code(std::string_view code);

}  // namespace stadtkern::care
