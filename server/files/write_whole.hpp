// A file that is there whole or not at all, whatever happens meanwhile.
#pragma once

#include <filesystem>
#include <string_view>

namespace stadtkern {

// False where the disk refused; what was there before is still there then.
bool write_whole(const std::filesystem::path& path, std::string_view content);

}  // namespace stadtkern
