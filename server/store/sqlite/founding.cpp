#include "store/sqlite/founding.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <filesystem>

#include "store/sqlite/file.hpp"
#include "store/sqlite/ledger.hpp"

namespace stadtkern::store {
namespace {

// Held on the folder while somebody makes a journal in it.
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

void make(const std::string& path, const std::string& folder) {
  const std::string unfinished = path + ".unfinished";
  forget_file(unfinished);
  // Closing writes everything into the one file.
  Ledger(unfinished, Database::Access::create).prepare_without_waiting();
  sync_to_disk(unfinished);
  forget_file(path);  // a log of an older journal must not be read into this one
  std::error_code fault;
  std::filesystem::rename(unfinished, path, fault);
  if (fault) throw Broken(fault.message());
  sync_to_disk(folder);
}

}  // namespace

void found_journal(const std::string& path) {
  if (std::filesystem::exists(path)) return;
  const std::string folder = std::filesystem::absolute(path).parent_path().string();
  const FolderLock lock(folder);
  if (!std::filesystem::exists(path)) make(path, folder);
}

}  // namespace stadtkern::store
