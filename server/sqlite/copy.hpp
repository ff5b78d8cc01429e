// Copies of database files that are in use.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "sqlite/database.hpp"

namespace stadtkern::sqlite {

// Copies the whole content, consistent as of one moment, over what `to` holds. Throws Broken.
void copy_content(Database& from, Database& to);

// Throws Broken unless SQLite finds the file whole, its user_version is `version` and its `meta`
// names an epoch; `what` names what it should have been.
void check_whole(Database& database, int version, const char* what);

// `make` writes the file that it is given, and throws Broken where it cannot. Only when that file
// is on the disk it becomes `file`: an older one of that name is replaced by a complete one alone.
Result<void> make_whole(const std::string& file,
                        const std::function<void(const std::string& unfinished)>& make);

}  // namespace stadtkern::sqlite
