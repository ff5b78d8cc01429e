#include "power.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <algorithm>
#include <limits>
#include <mutex>
#include <string>
#include <vector>

namespace stadtkern::sim::power {
namespace {

constexpr std::size_t k_never = std::numeric_limits<std::size_t>::max();

// How a file was before a write.
struct Undo {
  std::string path;
  sqlite3_int64 at = 0;
  std::string bytes;
  sqlite3_int64 size = 0;
};

struct Disk {
  std::mutex guard;
  sqlite3_vfs* below = nullptr;
  std::size_t writes_left = k_never;
  bool lies = false;
  std::vector<Undo> unsynced;  // the oldest first
};

Disk& disk() {
  static Disk one;
  return one;
}

// What SQLite holds; the file of the real file system lies behind it.
struct Open {
  sqlite3_file base;
  std::string* path;
};

Open& open_of(sqlite3_file* file) {
  return *reinterpret_cast<Open*>(file);
}
sqlite3_file* below(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<Open*>(file) + 1);
}

// False when the power is off. Requires: the guard is held.
bool has_power() {
  if (disk().writes_left == 0) return false;
  if (disk().writes_left != k_never) --disk().writes_left;
  return true;
}

// Requires: the guard is held.
void remember(sqlite3_file* file, sqlite3_int64 at, std::size_t bytes) {
  Undo undo{*open_of(file).path, at, {}, 0};
  below(file)->pMethods->xFileSize(below(file), &undo.size);
  if (at < undo.size) {
    undo.bytes.resize(std::min(bytes, static_cast<std::size_t>(undo.size - at)));
    below(file)->pMethods->xRead(below(file), undo.bytes.data(),
                                 static_cast<int>(undo.bytes.size()), at);
  }
  disk().unsynced.push_back(std::move(undo));
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  const std::lock_guard lock(disk().guard);
  if (!has_power()) return SQLITE_OK;
  remember(file, at, static_cast<std::size_t>(size));
  return below(file)->pMethods->xWrite(below(file), bytes, size, at);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const std::lock_guard lock(disk().guard);
  if (!has_power()) return SQLITE_OK;
  remember(file, size, std::numeric_limits<int>::max());
  return below(file)->pMethods->xTruncate(below(file), size);
}

int sync(sqlite3_file* file, int flags) {
  const std::lock_guard lock(disk().guard);
  if (disk().writes_left == 0 || disk().lies) return SQLITE_OK;
  std::erase_if(disk().unsynced,
                [&](const Undo& undo) { return undo.path == *open_of(file).path; });
  return below(file)->pMethods->xSync(below(file), flags);
}

int close(sqlite3_file* file) {
  const int result = below(file)->pMethods->xClose(below(file));
  delete open_of(file).path;
  return result;
}

// Everything else goes to the real file as it is.
template <auto Method, class... Words>
int pass(sqlite3_file* file, Words... words) {
  return (below(file)->pMethods->*Method)(below(file), words...);
}
void pass_barrier(sqlite3_file* file) {
  below(file)->pMethods->xShmBarrier(below(file));
}

constexpr sqlite3_io_methods k_methods = {
    2,  // without memory-mapped reading, which would go past this
    close,
    pass<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    write,
    truncate,
    sync,
    pass<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    pass<&sqlite3_io_methods::xLock, int>,
    pass<&sqlite3_io_methods::xUnlock, int>,
    pass<&sqlite3_io_methods::xCheckReservedLock, int*>,
    pass<&sqlite3_io_methods::xFileControl, int, void*>,
    pass<&sqlite3_io_methods::xSectorSize>,
    pass<&sqlite3_io_methods::xDeviceCharacteristics>,
    pass<&sqlite3_io_methods::xShmMap, int, int, int, void volatile**>,
    pass<&sqlite3_io_methods::xShmLock, int, int, int>,
    pass_barrier,
    pass<&sqlite3_io_methods::xShmUnmap, int>,
    nullptr,
    nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
  open_of(file).base.pMethods = nullptr;
  const int result = disk().below->xOpen(disk().below, name, below(file), flags, given);
  if (result != SQLITE_OK) return result;
  open_of(file).path = new std::string(name == nullptr ? "" : name);
  open_of(file).base.pMethods = &k_methods;
  return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  const std::lock_guard lock(disk().guard);
  if (!has_power()) return SQLITE_OK;
  std::erase_if(disk().unsynced, [&](const Undo& undo) { return undo.path == name; });
  return disk().below->xDelete(disk().below, name, sync_folder);
}

void undo(const Undo& one) {
  const int file = ::open(one.path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  if (::pwrite(file, one.bytes.data(), one.bytes.size(), one.at) < 0 ||
      ::ftruncate(file, one.size) != 0)
    std::abort();
  ::close(file);
}

}  // namespace

void install() {
  static sqlite3_vfs above;
  if (disk().below != nullptr) return;
  disk().below = sqlite3_vfs_find(nullptr);
  above = *disk().below;
  above.zName = "power";
  above.pNext = nullptr;
  above.szOsFile = static_cast<int>(sizeof(Open)) + disk().below->szOsFile;
  above.xOpen = open;
  above.xDelete = remove;
  sqlite3_vfs_register(&above, 1);
}

void fail_after(std::size_t writes) {
  const std::lock_guard lock(disk().guard);
  disk().writes_left = writes;
}

void lie_about_syncs(bool lies) {
  const std::lock_guard lock(disk().guard);
  disk().lies = lies;
}

void come_back(std::size_t lost_writes) {
  const std::lock_guard lock(disk().guard);
  for (; lost_writes > 0 && !disk().unsynced.empty(); --lost_writes) {
    undo(disk().unsynced.back());
    disk().unsynced.pop_back();
  }
  disk().unsynced.clear();
  disk().writes_left = k_never;
}

}  // namespace stadtkern::sim::power
