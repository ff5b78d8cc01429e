// Photos of owners that nobody shows any more: undoing an edit must find them for a while, a disk
// must not keep them for ever.
#pragma once

#include <filesystem>

#include "model/content.hpp"

namespace stadtkern::prerender {

inline constexpr int k_unnamed_days = 30;

// Takes away what no shop has named for k_unnamed_days; the time of a file says when one did last.
// Pictures of the import, which have an AVIF beside them, are left alone. Returns how many files
// went.
int sweep_photos(const std::filesystem::path& media, const model::Content& content,
                 std::filesystem::file_time_type now);

}  // namespace stadtkern::prerender
