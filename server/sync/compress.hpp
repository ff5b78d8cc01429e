// Whole contents compressed in one go.
#pragma once

#include <string>
#include <string_view>

namespace stadtkern::sync {

inline constexpr int k_brotli_prepared = 11;  // about 1 s per MB: only in the background
inline constexpr int k_brotli_at_once = 5;

// RFC 7932. Empty where memory ran out.
std::string brotli(std::string_view content, int quality);

// RFC 1952 at the highest level, without a time in its header. Empty where memory ran out.
std::string gzip(std::string_view content);

}  // namespace stadtkern::sync
