// Copies of database files that are in use. Throws Broken.
#pragma once

#include <string>

#include "sqlite/database.hpp"

namespace stadtkern::sqlite {

// Copies the whole content, consistent as of one moment, over what `to` holds.
void copy_content(Database& from, Database& to);

// Throws unless SQLite finds the file whole and its user_version is `version`; `what` names what it
// should have been.
void check_whole(Database& database, int version, const char* what);

}  // namespace stadtkern::sqlite
