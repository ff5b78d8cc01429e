#include "sqlite/founding.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <filesystem>

#include "sqlite/database.hpp"
#include "sqlite/file.hpp"

namespace stadtkern::sqlite {
namespace {

// Held on the folder while somebody makes a database in it.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder)
      : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX) != 0) throw Broken("cannot be written");
  }
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

void make_whole(const std::string& path, const std::string& folder,
                const std::function<void(const std::string&)>& make) {
  const std::string unfinished = path + ".unfinished";
  forget_file(unfinished);
  make(unfinished);
  sync_to_disk(unfinished);
  forget_file(path);  // a log of an older one must not be read into this one
  std::error_code fault;
  std::filesystem::rename(unfinished, path, fault);
  if (fault) throw Broken(fault.message());
  sync_to_disk(folder);
}

}  // namespace

void found(const std::string& path, const std::function<void(const std::string&)>& make) {
  if (std::filesystem::exists(path)) return;
  const std::string folder = std::filesystem::absolute(path).parent_path().string();
  const FolderLock lock(folder);
  if (!std::filesystem::exists(path)) make_whole(path, folder, make);
}

}  // namespace stadtkern::sqlite
