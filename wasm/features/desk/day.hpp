// Calendar days as forms write them: "2026-12-01". Days since 1970.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stadtkern::desk {

// 0 where the text is no day after 1970.
std::int64_t day_of(std::string_view text);
std::string day_text(std::int64_t day);

}  // namespace stadtkern::desk
