// The files of a database as the disk sees them. Throws Broken.
#pragma once

#include <string>

namespace stadtkern::sqlite {

// Returns when the disk holds the file's (or the folder's) content.
void sync_to_disk(const std::string& path);

// Removes a database and what SQLite keeps beside it; does nothing where there is none.
void forget_file(const std::string& path);

}  // namespace stadtkern::sqlite
