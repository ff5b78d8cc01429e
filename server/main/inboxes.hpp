// What an operator does with the inboxes of the relay, also while the server runs.
#pragma once

#include <string>
#include <vector>

namespace stadtkern::server {

bool is_about_inboxes(const std::string& command);

// Requires: is_about_inboxes(words[0]). Returns the exit code of the program.
int serve_inboxes(const std::string& data, const std::vector<std::string>& words);

}  // namespace stadtkern::server
