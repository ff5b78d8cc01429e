// Backup and restore of the relay's register while a server may be using it: inboxes, devices,
// invitations and lists. What people wrote is never copied: a copy would outlive its expiry, and a
// restored one would bring back what was withdrawn.
#pragma once

#include <string>

#include "base/result.hpp"

namespace stadtkern::relay {

// An older file of that name is replaced only by a complete one.
Result<void> back_up_register(const std::string& relay_file, const std::string& file);

// Replaces the register in one transaction, under a new epoch. Revoked devices stay revoked, sealed
// messages stay where they are. Refuses files that are no whole register.
Result<void> restore_register(const std::string& file, const std::string& relay_file);

}  // namespace stadtkern::relay
