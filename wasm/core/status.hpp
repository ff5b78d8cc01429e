// How the portal is doing, in words a person can use: offline, loading, a full disk, a newer
// version.
#pragma once

#include "core/core.hpp"

namespace stadtkern::core {

// The one thing worth saying now; nothing while all is well.
Html status_of(const State& state);

// "Gespeichert sind 1.218 Einträge …", for the settings page.
std::string kept_text(const State& state);

}  // namespace stadtkern::core
