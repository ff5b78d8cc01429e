// What the commands of stadtkern-admin share.
#pragma once

#include <string>
#include <vector>

namespace stadtkern::server {

// Says why not; returns the exit code.
int fail(const std::string& sentence);

// How many days an invitation holds: what words[at] says, 1 to 90, or 14 where it is not there. 0
// where it says anything else.
int days_of(const std::vector<std::string>& words, std::size_t at);

}  // namespace stadtkern::server
