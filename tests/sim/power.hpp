// A disk whose power can fail between any two writes of SQLite: a file system (sqlite3_vfs) over
// the real one. From the failure on nothing reaches the files, while whoever writes is told that it
// did; what was written and not synced before can be lost too, the newest first, as a disk with a
// cache loses it. One disk for the whole program, for any number of threads.
#pragma once

#include <cstddef>

namespace stadtkern::sim::power {

// From now on SQLite opens its files here. Once.
void install();

// The power fails when this many more writes, truncations and removals have happened.
void fail_after(std::size_t writes);

// From now on a sync is answered and not done, or done again.
void lie_about_syncs(bool lies);

// The power is back. Requires: nobody has a file open. Of the writes that were not synced when it
// failed (or now, where it did not), as many are undone.
void come_back(std::size_t lost_writes);

}  // namespace stadtkern::sim::power
