// The first start of a town: its journal is made in a file beside and takes its name when it is
// whole.
//
// SQLite making tables under its own rollback journal waits eight times for the disk; where one
// wait takes 30 ms, that alone is a quarter of a second before the first answer. This way it waits
// twice.
#pragma once

#include <string>

namespace stadtkern::store {

// Makes an empty journal where there is none; durable on return. Several processes may ask at once:
// one of them makes it. A file left by a power cut half way is made anew. Throws Broken.
void found_journal(const std::string& path);

}  // namespace stadtkern::store
