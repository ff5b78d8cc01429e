// Names of journals.
#pragma once

#include <string>

namespace stadtkern::store {

// 16 random hex digits (PROTOCOL.md, epoch).
std::string new_epoch();

}  // namespace stadtkern::store
