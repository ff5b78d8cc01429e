#include "sqlite/file.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <filesystem>

#include "sqlite/database.hpp"

namespace stadtkern::sqlite {

void sync_to_disk(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw Broken("cannot be written");
}

void forget_file(const std::string& path) {
  std::error_code ignored;
  for (const char* rest : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::remove(path + rest, ignored);
  }
}

}  // namespace stadtkern::sqlite
