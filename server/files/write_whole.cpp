#include "files/write_whole.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace stadtkern {

bool write_whole(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path unfinished = path.string() + ".unfinished";
  const int file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return false;
  bool written = true;
  while (written && !content.empty()) {
    const auto taken = ::write(file, content.data(), content.size());
    written = taken > 0;
    if (written) content.remove_prefix(static_cast<std::size_t>(taken));
  }
  written = ::fsync(file) == 0 && written;
  ::close(file);
  std::error_code failed;
  if (written) std::filesystem::rename(unfinished, path, failed);
  if (written && !failed) return true;
  std::filesystem::remove(unfinished, failed);
  return false;
}

}  // namespace stadtkern
