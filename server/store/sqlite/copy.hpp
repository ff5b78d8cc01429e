// Backup and restore of a journal's file while a server may be using it.
#pragma once

#include <string>

#include "base/result.hpp"

namespace stadtkern::store {

// Copies the journal into `file`, consistent and checked. An older file of that name is replaced
// only by a complete one.
Result<void> back_up(const std::string& journal_file, const std::string& file);

// Replaces the journal's content by that of `file` in one transaction, under a new epoch. A running
// server goes on serving the old state until it is done. Refuses files that are no whole journal.
Result<void> restore(const std::string& file, const std::string& journal_file);

}  // namespace stadtkern::store
