// What an operator does with the owners of shops, also while the server runs.
#pragma once

#include <string>
#include <vector>

namespace stadtkern::server {

bool is_about_owners(const std::string& command);

// Requires: is_about_owners(words[0]). Returns the exit code of the program.
int serve_owners(const std::string& data, const std::vector<std::string>& words);

}  // namespace stadtkern::server
