// The first start of a town: a database is made in a file beside and takes its name when it is
// whole.
//
// SQLite making tables under its own rollback journal waits eight times for the disk; where one
// wait takes 30 ms, that alone is a quarter of a second before the first answer. This way it waits
// twice.
#pragma once

#include <functional>
#include <string>

namespace stadtkern::sqlite {

// Has `make` make an empty database in the file it is given, where there is none at `path`; durable
// on return. `make` need not wait for the disk, and closes the file. Several processes may ask at
// once: one of them makes it. A file left by a power cut half way is made anew. Throws Broken.
void found(const std::string& path, const std::function<void(const std::string& file)>& make);

}  // namespace stadtkern::sqlite
